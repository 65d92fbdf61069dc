/** Example postings written for this project. Company and people are invented. */
import type { Lang } from '../state/state.ts';

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

export const EXAMPLES: Record<Lang, string> = { 'zh-CN': zh, en };
