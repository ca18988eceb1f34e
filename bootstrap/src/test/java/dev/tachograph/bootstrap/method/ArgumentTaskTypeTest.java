package dev.tachograph.bootstrap.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.method.ArgumentTaskType.Part;
import dev.tachograph.bootstrap.support.ProbeErrors;
import org.junit.jupiter.api.Test;

class ArgumentTaskTypeTest {
  public static final class Order {
    public String getKind() {
      return "express";
    }

    public boolean isGift() {
      return true;
    }

    public int weight() {
      return 7;
    }
  }

  @Test
  void textAndArgumentsAreJoined() {
    ArgumentTaskType type = new ArgumentTaskType(Part.text("a-"), Part.argument(1, null));
    assertThat(type.of(new Object[] {"x", 5})).isEqualTo("a-5");
  }

  @Test
  void gettersOfEveryStyleAreAsked() {
    ArgumentTaskType type =
        new ArgumentTaskType(
            Part.argument(0, "kind"), Part.argument(0, "gift"), Part.argument(0, "weight"));
    assertThat(type.of(new Object[] {new Order()})).isEqualTo("expresstrue7");
  }

  @Test
  void aNullArgumentIsNamedNull() {
    assertThat(new ArgumentTaskType(Part.argument(0, "kind")).of(new Object[] {null}))
        .isEqualTo("null");
  }

  @Test
  void whatCannotBeAskedIsReportedAndCountedAsUnknown() {
    long before = ProbeErrors.counts().getOrDefault("MethodProbe", 0L);
    assertThat(new ArgumentTaskType(Part.argument(0, "gone")).of(new Object[] {"x"}))
        .isEqualTo("unknown");
    assertThat(new ArgumentTaskType(Part.argument(3, null)).of(new Object[] {"x"}))
        .isEqualTo("unknown");
    assertThat(ProbeErrors.counts()).containsEntry("MethodProbe", before + 2);
  }
}
