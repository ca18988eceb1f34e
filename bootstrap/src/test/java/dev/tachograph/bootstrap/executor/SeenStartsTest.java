package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeenStartsTest {
  private static final long LATER = SeenStarts.PATIENCE + 1;

  private final SeenStarts starts = new SeenStarts();
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void listen() {
    ProbeErrors.logTo(said::add);
  }

  @AfterEach
  void listenNoMore() {
    ProbeErrors.logTo(message -> {});
  }

  @Test
  void aClassOfWhichNoTaskStarts_isNamedOnce() {
    starts.submitted("com.acme.Silent", 0);
    starts.submitted("com.acme.Silent", SeenStarts.PATIENCE);
    assertThat(said).isEmpty();
    starts.submitted("com.acme.Silent", LATER);
    starts.submitted("com.acme.Silent", LATER + 1);
    assertThat(said).singleElement().asString().contains("com.acme.Silent", "executors.include");
  }

  @Test
  void aClassThatGetsNoFurtherTask_isNamedOnceWhenTheMetricsAreRead() {
    starts.submitted("com.acme.Quiet", 0);
    starts.read(SeenStarts.PATIENCE);
    assertThat(said).isEmpty();
    starts.read(LATER);
    starts.read(LATER + 1);
    starts.submitted("com.acme.Quiet", LATER + 2);
    assertThat(said).singleElement().asString().contains("com.acme.Quiet", "executors.include");
  }

  @Test
  void aClassOfWhichATaskHasStarted_isNotNamed() {
    starts.submitted("com.acme.Lanes", 0);
    starts.started("com.acme.Lanes");
    starts.submitted("com.acme.Lanes", LATER);
    starts.read(LATER);
    assertThat(said).isEmpty();
  }
}
