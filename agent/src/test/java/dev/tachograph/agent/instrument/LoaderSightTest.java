package dev.tachograph.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In these tests no class is on the boot path, so that no loader but those of the JDK can see. */
class LoaderSightTest {
  private final LoaderSight sight = new LoaderSight(new Weaving(() -> {}, null));
  private final List<String> asked = new ArrayList<>();

  /** All of these are equal, as an application's may be. */
  private class Asked extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      asked.add(name);
      throw new ClassNotFoundException(name);
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Asked;
    }
  }

  @Test
  void loadersOfTheJdkSee() {
    assertThat(sight.sees(null)).isTrue();
    assertThat(sight.sees(ClassLoader.getPlatformClassLoader())).isTrue();
    assertThat(sight.sees(ClassLoader.getSystemClassLoader())).isTrue();
    assertThat(sight.size()).isZero();
  }

  @Test
  void aLoaderThatDoesNotIsAskedOnce() {
    Asked loader = new Asked();
    assertThat(sight.sees(loader)).isFalse();
    assertThat(sight.sees(loader)).isFalse();
    assertThat(asked).hasSize(1);
  }

  @Test
  void loadersThatAreEqualAreNotTheSame() {
    assertThat(sight.sees(new Asked())).isFalse();
    assertThat(sight.sees(new Asked())).isFalse();
    assertThat(asked).hasSize(2);
  }

  @Test
  void aClassOfTheSameNameThatIsTheApplicationsIsNotTheAgents() {
    // Its parent has the agent's classes on the class path.
    assertThat(sight.sees(new ClassLoader(LoaderSightTest.class.getClassLoader()) {})).isFalse();
  }

  @Test
  void aLoaderThatFailsDoesNotSee() {
    ClassLoader failing =
        new ClassLoader() {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) {
            throw new AssertionError("on purpose");
          }
        };
    assertThat(sight.sees(failing)).isFalse();
  }

  @Test
  void noLoaderIsHeld() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      sight.sees(new Asked());
    }
    long end = System.nanoTime() + 30_000_000_000L;
    while (sight.size() > 0 && System.nanoTime() - end < 0) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(sight.size()).isZero();
  }
}
