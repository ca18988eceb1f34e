package dev.tachograph.bootstrap.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TypeLabelsTest {
  @Test
  void aClassIsCalledByItsSimpleName() {
    assertThat(TypeLabels.simple(Map.Entry.class)).isEqualTo("Entry");
  }

  @Test
  void aClassWithoutANameHasALabelAllTheSame() {
    Object anonymous = new Object() {};
    assertThat(TypeLabels.simple(anonymous.getClass())).isEqualTo("TypeLabelsTest$1");
  }

  @Test
  void aLambdaIsCalledAfterWhereItIs() {
    Runnable lambda = () -> {};
    assertThat(TypeLabels.simple(lambda.getClass())).isEqualTo("TypeLabelsTest$$Lambda");
  }
}
