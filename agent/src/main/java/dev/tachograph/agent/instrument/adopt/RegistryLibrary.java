package dev.tachograph.agent.instrument.adopt;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.adopt.AdoptProbe;
import java.util.Collections;
import java.util.Map;
import net.bytebuddy.asm.Advice;

/**
 * A library with registries of metrics. Advice only tells the probe that there is a registry, or
 * that the application serves one; it knows no class of the library.
 */
public abstract class RegistryLibrary implements LibraryInstrumentation {
  /** The constant that tells advice the library's name. */
  public static final String LIBRARY = "library";

  /** A class of its own: its initialization runs once, for the first class to be woven. */
  private static final class Ready {
    static {
      Probes.prepareAdoption();
    }

    static void prepare() {}
  }

  @Override
  public final void prepare() {
    Ready.prepare();
  }

  /** The constants of the advice. */
  protected final Map<String, Object> constants() {
    return Collections.singletonMap(LIBRARY, name());
  }

  /** The constructor of a registry. */
  public static final class Created {
    private Created() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object registry, @Woven.Constant(LIBRARY) String library) {
      AdoptProbe.created(registry, library);
    }
  }

  /** The constructor of something that serves the registry in its first argument. */
  public static final class Served {
    private Served() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) Object registry, @Woven.Constant(LIBRARY) String library) {
      AdoptProbe.served(registry, library);
    }
  }

  /** The same, if it is in the second argument. */
  public static final class ServedSecond {
    private ServedSecond() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(1) Object registry, @Woven.Constant(LIBRARY) String library) {
      AdoptProbe.served(registry, library);
    }
  }
}
