package dev.tachograph.bootstrap.method;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedResultsTest {
  private final SharedResults shared = new SharedResults();

  @Test
  void anObjectGetsSoManyCallbacks_andMoreOnceSomeHaveRun() {
    Object result = new Object();
    for (int i = 0; i < 64; i++) {
      assertThat(shared.add(result)).isTrue();
    }
    assertThat(shared.add(result)).isFalse();
    shared.remove(result);
    assertThat(shared.add(result)).isFalse();
    shared.remove(result);
    shared.remove(result);
    assertThat(shared.add(result)).isTrue();
  }

  @Test
  void objectsAreToldApartByIdentity() {
    String one = new String("same");
    String other = new String("same");
    for (int i = 0; i < 64; i++) {
      assertThat(shared.add(one)).isTrue();
    }
    assertThat(shared.add(other)).isTrue();
  }

  @Test
  void onceAllHaveRun_nothingIsKept() {
    Object result = new Object();
    assertThat(shared.add(result)).isTrue();
    shared.remove(result);
    shared.remove(result);
    for (int i = 0; i < 64; i++) {
      assertThat(shared.add(result)).isTrue();
    }
  }
}
