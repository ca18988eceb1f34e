package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadNamesTest {
  @ParameterizedTest
  @CsvSource({
    "orders-1, orders",
    "orders-2-7, orders",
    "nioEventLoopGroup-2-1, nioEventLoopGroup",
    "http-nio-8080-exec-10, http-nio-exec",
    "worker #3, worker",
    "mail[12], mail",
    "qtp1402343-17, qtp",
    "Connector-Scheduler-3e9b1010-1, Connector-Scheduler",
    "face-1, face",
    "step-2b-1, step-2b",
    "task_executor_4, task_executor",
    "Orders, Orders",
    "pool-7-mail, pool-mail",
    "pool-7-thread-1-orders, pool-thread-orders",
    "backgroundjob-worker-pool-7-thread-2, backgroundjob-worker-pool-thread",
    "HttpClient-3-Worker-0, HttpClient-Worker",
    "HikariPool-2 housekeeper, HikariPool housekeeper",
    "kafka-producer-network-thread | client-17, kafka-producer-network-thread | client",
    "req-550e8400-e29b-41d4-a716-446655440000-worker-1, req-worker",
    "tenant-4711-worker-1, tenant-worker",
    "17-worker, worker",
    "worker@3f2a1b, worker",
    "order 17 handler, order handler",
    "client17-reader, client-reader",
    "ForkJoinPool-3-worker-1-orders, ForkJoinPool-worker-orders",
    "Executor task launch worker for task 0.0 in stage 12.0 (TID 34), Executor task launch worker for task in stage (TID)",
    "elasticsearch[node-1][search][T#3], elasticsearch[search][T]",
    "elasticsearch[Xy7Zk2Q][search][T#3], elasticsearch[search][T]",
    "elasticsearch[aZk-x_Q][search][T#3], elasticsearch[search][T]",
    "elasticsearch[Doctor Strange][search][T#3], elasticsearch[search][T]",
    "opensearch[b7][write][T#1], opensearch[write][T]",
    "elasticsearch[search][T#1], elasticsearch[search][T]",
    "opensearch[write][T#12], opensearch[write][T]",
    "search[node-1][write][T#1], search[node][write][T]",
    "broker[Xy7Zk2Q][io][T#3], broker[io][T]",
    "[http-nio][T#3], [http-nio][T]",
    "RMI TCP Connection(idle), RMI TCP Connection(idle)",
    "RMI TCP Connection(2)-127.0.0.1, RMI TCP Connection",
    "hz.adoring_mccarthy.cached.thread-1, hz.cached.thread",
    "Thread-0 (ActiveMQ-server-org.apache.ActiveMQServerImpl$6@4b2d44bc), Thread (ActiveMQ-server-org.apache.ActiveMQServerImpl)",
    "s3-transfer-manager-worker-1, s3-transfer-manager-worker",
    "sdk-async-response-0-3, sdk-async-response",
    "my-job-2026-11-28T03:00:00.123Z-1, my-job",
    "日本-1, 日本",
    "a)b(c, abc",
    "workflow-worker-%d-1, workflow-worker-%d"
  })
  void numbersDoNotBelongToTheName_whereverTheyAre(String thread, String pattern) {
    assertThat(ThreadNames.pattern(thread)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "client-x7Gh2kQp9Z-io, client-io",
        "client-5K9pQ2mN-io, client-io",
        "client-Xy7Zk2Q-io, client-io",
        "client-a7Bk2Q9-io, client-io",
        "job_01HF8Z2QK7J4T9X0V3N5R6P8ME, job",
        "job_01ABCDEFGHJKMNPQRSTVWXYZAB, job",
        "executor 0x7f3a2b1c, executor",
        "C3P0PooledConnectionPoolManager[identityToken->1hge1a4b51c5o8hk1q4z1|5b2133b1]-HelperThread-#0, C3P0PooledConnectionPoolManager[identityToken]-HelperThread",
        "worker-2026-11-28T23:00:00Z, worker",
        "worker-2026-11-28T23:00Z, worker",
        "~cluster-ClusterId{value='65a1b2c3d4e5f6a7b8c9d0e1', description='null'}-localhost:27017~, ~cluster-ClusterId{value, description=null}-localhost~",
        "'orders'-1, orders",
        "Bob's pool-1, Bob's pool"
      })
  void whatIsRandomOrQuoted_doesNotBelongToTheName(String thread, String pattern) {
    assertThat(ThreadNames.pattern(thread)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3-upload",
        "http2-server",
        "utf8-encoder",
        "x509-check",
        "oauth2Client",
        "log4j2-async",
        "sha256-signer",
        "i18nL10n",
        "K8sJob",
        "S3V4Auth",
        "S3ToS3Copy",
        "Log4J-async",
        "H2Db",
        "Ec2Vm",
        "B2BApp",
        "x86to64bit",
        "s3v4auth",
        "k8s-watch",
        "p2p-sync",
        "0x-orders"
      })
  void aWordWithDigitsThatPeopleGive_stays(String thread) {
    assertThat(ThreadNames.pattern(thread)).isEqualTo(thread);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pool-1-thread-1",
        "pool-12-thread-345",
        "Thread-0",
        "Thread[#22]",
        "ForkJoinPool-3-worker-11",
        "",
        "17",
        "-"
      })
  void aNameThatNobodyGaveSaysNothing(String thread) {
    assertThat(ThreadNames.pattern(thread)).isNull();
  }

  @Test
  void aNameIsNotEndless() {
    assertThat(ThreadNames.pattern("x".repeat(1000))).hasSize(100);
  }

  @Test
  void aNameIsNotCutWithinBrackets() {
    assertThat(ThreadNames.pattern("Thread-0 (server-" + "x".repeat(200) + ")")).isNull();
    assertThat(ThreadNames.pattern("queue (server) (" + "x".repeat(200) + ")"))
        .isEqualTo("queue (server)");
    assertThat(ThreadNames.pattern("(" + "x".repeat(200) + ")")).hasSize(100);
  }
}
