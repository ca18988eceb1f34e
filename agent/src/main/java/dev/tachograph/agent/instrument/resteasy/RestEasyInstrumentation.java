package dev.tachograph.agent.instrument.resteasy;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.http.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import org.jboss.resteasy.reactive.client.impl.WebTargetImpl;

/**
 * Plans for the places where RESTEasy Reactive knows the templates of calls. As in Jersey, a target
 * fills in a variable as soon as it gets the value, also in what Quarkus makes of an interface. The
 * URI of a request leads from its target to the options of the request that Vert.x sends.
 */
public final class RestEasyInstrumentation implements LibraryInstrumentation {
  private static final String CLIENT = "org/jboss/resteasy/reactive/client/";
  private static final String TARGET = CLIENT + "impl/WebTargetImpl";
  private static final String BUILDER = CLIENT + "impl/InvocationBuilderImpl";
  private static final String SENDER = CLIENT + "handlers/ClientSendRequestHandler";
  private static final String OPTIONS = "Lio/vertx/core/http/RequestOptions;";
  private static final String OPTIONS_OF_URI =
      "(L" + CLIENT + "impl/RestClientRequestContext;Ljava/net/URI;" + OPTIONS + ")" + OPTIONS;
  private static final String VALUES = "(Ljava/lang/String;[Ljava/lang/Object;)L";

  @Override
  public String name() {
    return "resteasy";
  }

  @Override
  public String[] classNames() {
    return new String[] {TARGET, BUILDER, SENDER};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case TARGET:
        plan.methodsLike("resolveTemplate", "(", ")L" + TARGET + ";", Resolve.class)
            .method("queryParam", VALUES + TARGET + ";", Target.class)
            .method("matrixParam", VALUES + TARGET + ";", Target.class)
            .method("path", "(Ljava/lang/String;)L" + TARGET + ";", Path.class);
        break;
      case BUILDER:
        plan.methodsLike("<init>", "(Ljava/net/URI;L", ")V", Request.class);
        break;
      default:
        // A function that only the compiler has named.
        plan.methodsLike("", OPTIONS_OF_URI, OPTIONS_OF_URI, Options.class);
    }
  }

  /** A target fills in variables. Until then its builder has the template. */
  static final class Resolve {
    private Resolve() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) WebTargetImpl target) {
      if (HttpTemplateProbe.isUnknown(target)) {
        HttpTemplateProbe.made(target, target.getUriBuilderUnsafe().toTemplate());
      }
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object target, @Advice.Return Object made) {
      HttpTemplateProbe.derived(target, made);
    }
  }

  /** A target with the same path was made from another one. */
  static final class Target {
    private Target() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object target, @Advice.Return Object made) {
      HttpTemplateProbe.derived(target, made);
    }
  }

  /** A target with a longer path was made from another one. */
  static final class Path {
    private Path() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object target,
        @Advice.Argument(0) String path,
        @Advice.Return Object made) {
      HttpTemplateProbe.extended(target, path, made);
    }
  }

  /** The application asks a target for a request. */
  static final class Request {
    private Request() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) Object uri, @Advice.Argument(3) Object target) {
      HttpTemplateProbe.derived(target, uri);
    }
  }

  /** A request's options are made for Vert.x, which may get them on another thread. */
  static final class Options {
    private Options() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(1) Object uri, @Advice.Return Object options) {
      HttpTemplateProbe.derived(uri, options);
    }
  }
}
