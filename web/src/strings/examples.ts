/** Example postings written for this project. Company and people are invented. */
import type { ExampleOf, Lang } from '../state/state.ts';

const zh = `云原生网关 Go 开发工程师（高级）
上海 · 30-45K · 15薪 · 5年以上 · 本科

木樨科技（虚构）在做一套跑在 Kubernetes 上的流量网关，你会负责它的数据面。

职责
- 用 Go 写网关的控制面与数据面，服务 4,000 个节点
- 用 eBPF 做网络观测，定位延迟
- 让插件以 WASM 运行，并守住隔离与性能

要求
- 本科及以上，5 年以上后端经验，精通 Go 语言
- 熟悉 Kubernetes、Docker、gRPC，读得懂调度与网络
- 熟悉 MySQL、Redis、Kafka 中的两种
- 写过 eBPF 程序，懂 Linux 内核网络

加分
- 用过 Prometheus、Envoy 或 Istio
- 了解 Rust
- 不要求 Java`;

const en = `Senior Go Engineer, cloud-native gateway
Shanghai · 30-45K a month · 5+ years · Bachelor's degree

Osmanthus Labs (invented) is building a traffic gateway on Kubernetes. You will own its data plane.

What you will do
- Write the control plane and the data plane in Go for 4,000 nodes
- Trace the network with eBPF and find where the latency comes from
- Run plug-ins as WASM and keep them isolated and quick

Required
- Bachelor's degree, 5+ years of back-end work, expert in Go
- At home in Kubernetes, Docker and gRPC
- Two of MySQL, Redis and Kafka
- Has written eBPF programs and knows Linux kernel networking

Nice to have
- Prometheus, Envoy or Istio
- Some Rust
- No need for Java`;

const postingZh = `高级 Go 后端工程师（云原生网关）
28-45K · 15薪 · 上海 · 5 年以上 · 本科

职责
1. 负责网关数据面，以 Go 为主；用 tokio 重写转发层
2. 用 hyper 与 tonic 重写管理接口
3. 定位 gopark 与调度器层面的阻塞

要求
4. 精通 Go，熟悉 Kubernetes；熟悉 Pin / Unpin 与 async trait；不要求 Java
5. 优先：eBPF、WASM、Bazel 或私有 GOPROXY；开源仓库 50 star 以上且在主流项目有合入
6. 了解 Prometheus、OPA`;

const postingEn = `Senior Go Engineer, cloud-native gateway
28-45K a month, 15 months · Shanghai · 5+ years · Bachelor's degree

What you will do
1. Own the gateway's data plane, mostly in Go; rewrite the forwarding layer on tokio
2. Rewrite the management interface on hyper and tonic
3. Trace stalls down to gopark and the scheduler

Required
4. Expert in Go, at home in Kubernetes; fluent in Pin / Unpin and async traits; no need for Java
5. Nice to have: eBPF, WASM, Bazel or a private GOPROXY; an open-source repository with 50 stars and a merged commit in a mainstream project
6. Some Prometheus and OPA`;

const resumeZh = `后端工程师，6 年 Go 后端经验（虚构的示例）

专业技能
精通 Go；熟悉 Kubernetes、eBPF、gRPC、Prometheus；用过 WASM、Redis、MySQL；常用 pprof 与 go test -race

工作经历
2021.03 - 至今  木樨科技（虚构）  高级后端工程师
2018.07 - 2021.02  山茶网络（虚构）  后端工程师

项目经历
网关数据面（2021.06 - 至今）
用 goroutine 与 channel 做连接转发，服务 4,000 个节点；用 eBPF 定位延迟，鉴权 P95 从 45 µs 降到 12 µs
插件以 WASM 运行，向 cilium 合入 7 个 PR

配置中心（2019.03 - 2020.12）
用 Go 与 MySQL 写配置下发，接入 Prometheus 监控

教育经历
本科，软件工程，2018 年毕业`;

const resumeEn = `Back-end engineer, 6 years of Go (an invented example)

Skills
Expert in Go; familiar with Kubernetes, eBPF, gRPC and Prometheus; used WASM, Redis and MySQL; pprof and go test -race every week

Experience
2021.03 - present  Osmanthus Labs (invented)  Senior back-end engineer
2018.07 - 2021.02  Camellia Networks (invented)  Back-end engineer

Projects
Gateway data plane (2021.06 - present)
Forwarded connections with goroutines and channels for 4,000 nodes; traced latency with eBPF and took authentication P95 from 45 µs to 12 µs
Ran plug-ins as WASM; 7 pull requests merged into cilium

Configuration service (2019.03 - 2020.12)
Wrote config delivery in Go on MySQL, monitored by Prometheus

Education
Bachelor's degree in software engineering, 2018`;

export const EXAMPLES: Record<Lang, Record<ExampleOf | 'resume', string>> = {
  'zh-CN': { quote: zh, posting: postingZh, resume: resumeZh },
  en: { quote: en, posting: postingEn, resume: resumeEn },
};
