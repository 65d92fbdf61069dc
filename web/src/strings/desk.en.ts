/** The menu and what it opens, in English. */
import type { DeskWords } from './desk.zh-CN.ts';

const counted = (n: number, one: string, many: string): string[] => (n > 0 ? [`${n} ${n === 1 ? one : many}`] : []);

export const en: DeskWords = {
  menuName: 'Share, save, export',
  menuShare: 'Share an address',
  menuProfiles: 'Saved profiles',
  menuCopy: 'Copy report as text',
  menuExport: 'Export report JSON',
  menuPrint: 'Print or save as PDF',
  menuGuide: 'Show the guide',
  menuCopied: 'The report is copied',
  noReport: 'Lay down a chip first; then there is a report to copy and export.',
  close: 'Close',

  share: 'Share an address',
  shareAddress: 'Address',
  shareText: 'With the words of posting and résumé, and names of companies and projects',
  shareCopied: 'The address is copied',
  shareLength: (length) => `${length} characters`,
  shareLong: 'More than 2,000 characters; some chat and mail programs cut it off',
  shareHolds: (chips, facts, answers, moves, offers) => {
    const parts = [
      ...counted(chips, 'chip', 'chips'),
      ...counted(facts, 'fact', 'facts'),
      ...counted(answers, 'answer', 'answers'),
      ...counted(moves, 'setting or move of the negotiation', 'settings and moves of the negotiation'),
      ...counted(offers, 'offer', 'offers'),
    ];
    return parts.length === 0 ? 'There is nothing in it yet.' : `It holds ${parts.join(', ')}.`;
  },
  shareNoText:
    'No words of posting or résumé: the skills and facts read from them stand in, so the figures differ a little.',
  shareWithText: 'All words of posting and résumé are in it.',
  sharePrivate: 'Your walk-away and your asks are in it too; do not send it to the other side.',
  shareWhere: 'All of it stands behind #, which browsers send to no server; whoever has the address can read it.',
  shareFile: 'This is the address of a file on this device; it opens only where the same file is.',
  shareFaults: {
    broken: 'This shared address is incomplete or was changed and cannot be read; the page works as usual.',
    version:
      'This shared address was made by another version of the page and cannot be read here; the page works as usual.',
    large: 'This shared address is too large and was not opened; the page works as usual.',
  },
  shareOpened: 'What was shared is open; undo brings back what lay here before.',

  renewReady: 'A new version is ready. The page opens anew with what you laid down.',
  renew: 'Use the new version',

  profileName: 'Save as',
  save: 'Save',
  profileSaved: (name) => `${name} is saved`,
  profileDeleted: (name) => `${name} is deleted`,
  profilesNote:
    'Kept in the browser of this device, the words of posting and résumé too; nothing is uploaded. The same name is replaced.',
  noProfiles: 'No profiles yet.',
  open: 'Open',
  openProfile: (name) => `Open ${name}`,
  delete: 'Delete',
  deleteProfile: (name) => `Delete ${name}`,
  exportProfiles: 'Export all',
  importProfiles: 'Import a file',
  profilesRead: (n) => `Profiles imported: ${n}`,
  profilesUnread: (name) =>
    `${name} was not imported: it is no profile file of this page, or it was changed; your profiles are as they were.`,
  eraseAll: 'Erase all that this page stored',
  eraseNote:
    'Erases all profiles, the settings of language, colours and guide, and the files kept for use offline at once, for good; what lies on the page stays.',
  erased: 'Erased: this page keeps nothing on this device any more.',
  noStorage:
    'The browser lets this page store nothing (a private window, or a file from disk); a shared address works instead.',

  chipsNoted: 'Chips (what the median loses without it)',
  yearsOf: (years) => `${years} years`,

  guide: 'Guide',
  guideStep: (step, of) => `${step} / ${of}`,
  guideNext: 'Next',
  guideDone: 'Done',
  guideSkip: 'Skip',
  guideSteps: [
    {
      title: 'Put down chips',
      text: 'Paste a posting, a résumé or a few words of your own, or pick skills. The answer follows as you type; there is no button to press.',
      show: 'To the box',
    },
    {
      title: 'Read the answer',
      text: 'All money stands on one axis: yours above, theirs below. The interval is beside each figure, and what made it opens under it.',
      show: 'See an example',
    },
    {
      title: 'Go on from there',
      text: 'Posting holds your résumé against it; Negotiate plans the concessions. The menu shares, saves and prints, and shows this guide again.',
      show: 'To the menu',
    },
  ],
};
