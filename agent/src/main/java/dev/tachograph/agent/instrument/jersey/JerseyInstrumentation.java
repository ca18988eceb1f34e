package dev.tachograph.agent.instrument.jersey;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.http.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Where Jersey knows the templates of calls. A target fills in a variable as soon as it is told its
 * value, so the template is noted right before that, and handed on from target to target, from
 * there to the request, and to its copies. A connector takes the request to the client, on the
 * caller's thread or on another.
 */
public final class JerseyInstrumentation implements LibraryInstrumentation {
  /** Where a target keeps its builder, whose type advice cannot name. */
  static final String BUILDER = "tachographBuilder";

  private static final String JERSEY = "org/glassfish/jersey/";
  private static final String CLIENT = JERSEY + "client/";
  private static final String TARGET = CLIENT + "JerseyWebTarget";
  private static final String REQUEST = CLIENT + "ClientRequest";
  private static final String URL_CONNECTOR = CLIENT + "internal/HttpUrlConnector";
  private static final String EARLIER_URL_CONNECTOR = CLIENT + "HttpUrlConnector";
  private static final String RETURNS_TARGET = ")L" + TARGET + ";";
  private static final String CALL = "(L" + REQUEST + ";)L" + CLIENT + "ClientResponse;";
  private static final String ASYNC_CALL =
      "(L" + REQUEST + ";L" + CLIENT + "spi/AsyncConnectorCallback;)Ljava/util/concurrent/Future;";

  @Override
  public String name() {
    return "jersey";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      TARGET,
      REQUEST,
      URL_CONNECTOR,
      EARLIER_URL_CONNECTOR,
      JERSEY + "apache/connector/ApacheConnector",
      JERSEY + "apache5/connector/Apache5Connector",
      JERSEY + "jetty/connector/JettyConnector",
      JERSEY + "jnh/connector/JavaNetHttpConnector"
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case TARGET:
        planTarget(plan);
        break;
      case REQUEST:
        plan.method(
                "<init>",
                "(Ljava/net/URI;L"
                    + CLIENT
                    + "ClientConfig;L"
                    + JERSEY
                    + "internal/PropertiesDelegate;)V",
                Request.class)
            .method("<init>", "(L" + REQUEST + ";)V", Copy.class);
        break;
      case URL_CONNECTOR:
      case EARLIER_URL_CONNECTOR:
        // Below what calls the application back.
        plan.method("_apply", CALL, Call.class);
        break;
      default:
        plan.method("apply", CALL, Call.class).method("apply", ASYNC_CALL, Call.class);
    }
  }

  private static void planTarget(ClassPlan plan) {
    String nameAndValues = "(Ljava/lang/String;[Ljava/lang/Object;";
    String made = ";L" + CLIENT + "ClientConfig;)V";
    plan.field(BUILDER)
        .optionalMethod("<init>", "(Ljavax/ws/rs/core/UriBuilder" + made, TargetMade.class)
        .optionalMethod("<init>", "(Ljakarta/ws/rs/core/UriBuilder" + made, TargetMade.class)
        .requireOneOfLast(2)
        .methodsLike("resolveTemplate", "(", RETURNS_TARGET, Resolve.class)
        .method("queryParam", nameAndValues + RETURNS_TARGET, Target.class)
        .method("matrixParam", nameAndValues + RETURNS_TARGET, Target.class)
        .method("path", "(Ljava/lang/String;" + RETURNS_TARGET, Path.class)
        .methodsLike("request", "(", ")L" + CLIENT + "JerseyInvocation$Builder;", Start.class);
  }

  /** A request is made, of the target that is asked for it on this thread. */
  static final class Request {
    private Request() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object request) {
      HttpTemplateProbe.made(request);
    }
  }

  /** A request was copied, to be sent. */
  static final class Copy {
    private Copy() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object copy, @Advice.Argument(0) Object request) {
      HttpTemplateProbe.derived(request, copy);
    }
  }

  /** A request is sent by a client. */
  static final class Call {
    private Call() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) Object request) {
      return HttpTemplateProbe.enteredOf(request);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      HttpTemplateProbe.left(before);
    }
  }

  /** The constructor of a target that all others call. */
  static final class TargetMade {
    private TargetMade() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(JerseyInstrumentation.BUILDER)
    static Object exit(@Advice.Argument(0) Object builder) {
      return HttpTemplateProbe.printedBy(builder);
    }
  }

  /** Variables are filled in, of what the builder has as a template until then. */
  static final class Resolve {
    private Resolve() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object target,
        @Woven.AddedField(JerseyInstrumentation.BUILDER) @Nullable Object builder) {
      HttpTemplateProbe.resolving(target, builder);
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object target, @Advice.Return Object made) {
      HttpTemplateProbe.derived(target, made);
    }
  }

  /** A target was made of another one, for the same path. */
  static final class Target {
    private Target() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object target, @Advice.Return Object made) {
      HttpTemplateProbe.derived(target, made);
    }
  }

  /** A target was made of another one, for a path below. */
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

  /** A target is asked for a request. */
  static final class Start {
    private Start() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.This(optional = true) Object target) {
      return HttpTemplateProbe.enteredOf(target);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      HttpTemplateProbe.left(before);
    }
  }
}
