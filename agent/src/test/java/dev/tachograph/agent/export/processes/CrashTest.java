package dev.tachograph.agent.export.processes;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is killed whenever: no record is lost, and none is counted twice. {@code
 * -Dcrash.cycles=1000 -Dcrash.seed=1 -Dtest.timeout=0} runs as many cycles as that, with that seed.
 */
class CrashTest {
  @Test
  @Timeout(value = 12, unit = TimeUnit.HOURS)
  void theSumIsThatOfTheLedgers(@TempDir Path root) {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    int cycles = Integer.getInteger("crash.cycles", 9);
    System.out.println("crash test: " + cycles + " cycles, seed " + seed);
    assertThatCode(() -> new CrashRun(root, seed).run(cycles))
        .as("seed %d", seed)
        .doesNotThrowAnyException();
  }
}
