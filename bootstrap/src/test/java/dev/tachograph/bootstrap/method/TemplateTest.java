package dev.tachograph.bootstrap.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.method.Template.Part;
import dev.tachograph.bootstrap.method.Template.Source;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  static class Order {
    private final @Nullable Order next;

    @SuppressWarnings("unused")
    private final String hidden = "field";

    Order(@Nullable Order next) {
      this.next = next;
    }

    public String getKind() {
      return "express";
    }

    public boolean isGift() {
      return true;
    }

    public int weight() {
      return 7;
    }

    @Nullable Order next() {
      return next;
    }

    public void getNothing() {
      throw new AssertionError("returns nothing, so it is no getter");
    }

    public String take(int amount) {
      throw new AssertionError("takes arguments, so it is no getter: " + amount);
    }

    public String getMissing() {
      throw new NoClassDefFoundError("an optional class");
    }

    public String getBroken() {
      throw new IllegalStateException("broken");
    }
  }

  static final class SpecialOrder extends Order {
    SpecialOrder() {
      super(null);
    }
  }

  record Sized(long size) {}

  private static Template argument(int index, String... getters) {
    return new Template(Part.value(Source.ARGUMENT, index, getters, null));
  }

  private static @Nullable String of(Template template, @Nullable Object... arguments) {
    return template.of(null, arguments, null);
  }

  @Test
  void textAndValuesAreJoined() {
    Template template =
        new Template(
            Part.text("a-"),
            Part.value(Source.ARGUMENT, 1, new String[0], null),
            Part.value(Source.OBJECT, -1, new String[0], null),
            Part.value(Source.RESULT, -1, new String[0], null));
    assertThat(template.of("self", new Object[] {"x", 5}, "result")).isEqualTo("a-5selfresult");
    assertThat(template.needsResult()).isTrue();
    assertThat(template.fixed()).isNull();
  }

  @Test
  void textAlone_isFixed() {
    Template template = new Template(Part.text("a"), Part.text("b"));
    assertThat(template.fixed()).isEqualTo("ab");
    assertThat(template.needsResult()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"kind, express", "gift, true", "weight, 7", "hidden, field", "getKind, express"})
  void propertiesOfEveryStyle_areRead(String property, String value) {
    assertThat(of(argument(0, property), new Order(null))).isEqualTo(value);
    assertThat(of(argument(0, property), new SpecialOrder())).isEqualTo(value);
  }

  @Test
  void aChain_isFollowed_andEndsEmptyAtNull() {
    Order order = new Order(new Order(null));
    assertThat(of(argument(0, "next", "kind"), order)).isEqualTo("express");
    assertThat(of(argument(0, "next", "next", "kind"), order)).isEmpty();
    assertThat(of(argument(0, "kind"), (Object) null)).isEmpty();
  }

  @Test
  void aRecord_hasItsComponents() {
    assertThat(of(argument(0, "size"), new Sized(5))).isEqualTo("5");
  }

  @Test
  void objectsWhoseClassIsNotPublic_areReadThroughWhatIs() {
    assertThat(of(argument(0, "size"), List.of(1, 2))).isEqualTo("2");
    assertThat(of(argument(0, "size"), Collections.unmodifiableMap(Map.of(1, 2)))).isEqualTo("1");
    assertThat(of(argument(0, "size"), Arrays.asList(1, 2, 3))).isEqualTo("3");
    assertThat(of(argument(0, "key"), Map.of("a", 1).entrySet().iterator().next())).isEqualTo("a");
    assertThat(of(argument(0, "present"), Optional.of(1))).isEqualTo("true");
  }

  @Test
  void anArray_hasALength() {
    assertThat(of(argument(0, "length"), (Object) new byte[3])).isEqualTo("3");
    assertThat(of(argument(0, "length"), "four")).isEqualTo("4");
  }

  @ParameterizedTest
  @CsvSource({"gone", "nothing", "take", "broken", "missing"})
  void whatIsNoGetterOrFails_isReported(String property) {
    long before = ProbeErrors.counts().getOrDefault("MethodProbe", 0L);
    assertThat(of(argument(0, property), new Order(null))).isNull();
    assertThat(ProbeErrors.counts()).containsEntry("MethodProbe", before + 1);
  }

  @Test
  void aMissingArgument_isReported() {
    long before = ProbeErrors.counts().getOrDefault("MethodProbe", 0L);
    assertThat(of(argument(3), "x")).isNull();
    assertThat(ProbeErrors.counts()).containsEntry("MethodProbe", before + 1);
  }

  @Test
  void bandsTakeNumbersAndSizes() {
    Bands bands = new Bands(new double[] {3, 2000}, new String[] {"small", "medium", "large"});
    assertThat(bands.of(2.9)).isEqualTo("small");
    assertThat(bands.of(3)).isEqualTo("medium");
    assertThat(bands.of(2000L)).isEqualTo("large");
    assertThat(bands.of(Double.NaN)).isEqualTo("large");
    assertThat(bands.of("ab")).isEqualTo("small");
    assertThat(bands.of(List.of(1, 2, 3))).isEqualTo("medium");
    assertThat(bands.of(Map.of())).isEqualTo("small");
    assertThat(bands.of(new byte[2000])).isEqualTo("large");
    Template template = new Template(Part.value(Source.ARGUMENT, 0, new String[] {"size"}, bands));
    assertThat(of(template, new Sized(5))).isEqualTo("medium");
    assertThat(of(template, (Object) null)).isEmpty();
  }

  @Test
  void whatHasNoSize_isReported() {
    long before = ProbeErrors.counts().getOrDefault("MethodProbe", 0L);
    Template template =
        new Template(
            Part.value(
                Source.ARGUMENT, 0, new String[0], new Bands(new double[0], new String[] {"any"})));
    assertThat(of(template, new Object())).isNull();
    assertThat(ProbeErrors.counts()).containsEntry("MethodProbe", before + 1);
  }

  @Test
  void aPropertyThatIsNotThere_isLookedForOnce() {
    Template template = argument(0, "gone");
    long before = ProbeErrors.counts().getOrDefault("MethodProbe", 0L);
    for (int i = 0; i < 3; i++) {
      assertThat(of(template, new Order(null))).isNull();
    }
    assertThat(ProbeErrors.counts()).containsEntry("MethodProbe", before + 3);
  }

  @Test
  void valuesAreThoseOfTheBegin_andTheResultComesToThem() {
    StringBuilder changing = new StringBuilder("before");
    Template template =
        new Template(
            Part.value(Source.ARGUMENT, 0, new String[0], null),
            Part.text("-"),
            Part.value(Source.RESULT, -1, new String[] {"length"}, null));
    String[] texts = template.begun(null, new Object[] {changing});
    assertThat(template.ended(texts, null)).isEqualTo("before-");
    changing.append(" and after");
    assertThat(template.ended(texts, "four")).isEqualTo("before-4");
    assertThat(template.ended(null, "four")).isNull();
  }
}
