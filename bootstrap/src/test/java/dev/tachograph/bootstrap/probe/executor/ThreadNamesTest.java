package dev.tachograph.bootstrap.probe.executor;

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
    "http-nio-8080-exec-10, http-nio-8080-exec",
    "worker #3, worker",
    "mail[12], mail",
    "qtp1402343-17, qtp",
    "Connector-Scheduler-3e9b1010-1, Connector-Scheduler",
    "face-1, face",
    "step-2b-1, step-2b",
    "task_executor_4, task_executor",
    "Orders, Orders",
    "pool-7-mail, pool-7-mail",
    "workflow-worker-%d-1, workflow-worker-%d"
  })
  void numbersAtTheEndDoNotBelongToTheName(String thread, String pattern) {
    assertThat(ThreadNames.pattern(thread)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pool-1-thread-1",
        "pool-12-thread-345",
        "Thread-0",
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
}
