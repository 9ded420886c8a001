/**
 * What the product costs beside the bare engine: {@code mvn -Dgroups=bench test}. Each subject runs in a JVM of its own, on the same
 * diagrams, settings and database; {@link cn.qingfeng.bench.Benchmark} runs them all and prints one table.
 */
package cn.qingfeng.bench;
