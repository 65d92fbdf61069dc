// The demo's hosts: what a portal's own script would give the panels. Names, text and counts are invented.
const harbour = document.querySelector('#harbour');
harbour.posting = `云原生网关 Go 工程师（上海）
精通 Go，熟悉 eBPF 与 WebAssembly，理解 Kubernetes 网络。
必须：5 年以上后端经验，本科。`;
harbour.range = { low: 15000, high: 26000 };
harbour.resume = `6 年 Go 后端经验，本科。
项目：网关数据面，用 Go 与 eBPF 做流量观测，goroutine 泄漏排查。`;

// A portal keeps these counts on its server; the engine in the panel decides.
const now = new Date();
const month = now.getUTCFullYear() * 12 + now.getUTCMonth();
let used = { month, used_in_month: 62, second: 0, used_in_second: 0 };
harbour.quota = {
  key: { user: 'demo', resource: 'panel' },
  limits: { monthly: 100, per_second: 5 },
  load: () => used,
  compareExchange: (key, expected, desired) => {
    if (JSON.stringify(expected) !== JSON.stringify(used)) return false;
    used = desired;
    return true;
  },
};
