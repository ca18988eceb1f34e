package dev.tachograph.bootstrap.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A path seen before costs no memory. */
class EndpointAllocationTest {
  private static final int OPERATIONS = 200_000;

  @Test
  void aPathSeenBeforeAllocatesNothing_withOrWithoutAQuery() {
    UriTemplates templates = new UriTemplates(List.of(UriRule.parse("/x/.*", "/x")), 50);
    String[] paths = {
      "/users/12345/orders/ORD-2024-00017?page=1", "/users/12345/orders", "/x/y", "/"
    };
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      allocated = allocated(templates, paths);
    }
    assertThat(allocated).isLessThan(4096);
  }

  private static long allocated(UriTemplates templates, String[] paths) {
    ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(meter.isThreadAllocatedMemorySupported());
    long thread = Thread.currentThread().getId();
    long before = meter.getThreadAllocatedBytes(thread);
    int length = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      length += templates.labels("api.example.com:8080", paths[i & 3], null).uri().length();
    }
    long allocated = meter.getThreadAllocatedBytes(thread) - before;
    assertThat(length).isPositive();
    return allocated;
  }
}
