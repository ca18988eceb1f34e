package dev.tachograph.agent.instrument.jersey;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.http.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for the places where Jersey knows the templates of calls. A target fills in a variable as
 * soon as it gets the value. So advice notes the template just before, and passes it from target to
 * target, to the request and to the request's copies. A connector passes the request to the client,
 * on the caller's thread or on another one.
 */
public final class JerseyInstrumentation implements LibraryInstrumentation {
  /** The field of a target that gives advice its builder, whose type advice cannot name. */
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
      "io/dropwizard/client/DropwizardApacheConnector",
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
        // Inside the method that calls the application back.
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

  /** A request is made, by the target that this thread has asked for it. */
  static final class Request {
    private Request() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object request) {
      HttpTemplateProbe.made(request);
    }
  }

  /** A request was copied for sending. */
  static final class Copy {
    private Copy() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object copy, @Advice.Argument(0) Object request) {
      HttpTemplateProbe.derived(request, copy);
    }
  }

  /** A connector sends a request through a client. */
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

  /** A target fills in variables. Until then its builder has the template. */
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
