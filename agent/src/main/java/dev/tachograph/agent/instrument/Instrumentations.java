package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.apache4.Apache4Instrumentation;
import dev.tachograph.agent.instrument.apache5.Apache5Instrumentation;
import dev.tachograph.agent.instrument.api.ApiInstrumentation;
import dev.tachograph.agent.instrument.asynchttpclient.AsyncHttpClientInstrumentation;
import dev.tachograph.agent.instrument.awsnetty.AwsNettyInstrumentation;
import dev.tachograph.agent.instrument.camel.CamelInstrumentation;
import dev.tachograph.agent.instrument.camunda.CamundaInstrumentation;
import dev.tachograph.agent.instrument.classloader.ClassLoaderInstrumentation;
import dev.tachograph.agent.instrument.clientjava.ClientJavaInstrumentation;
import dev.tachograph.agent.instrument.conductor.ConductorInstrumentation;
import dev.tachograph.agent.instrument.dbscheduler.DbSchedulerInstrumentation;
import dev.tachograph.agent.instrument.dropwizard.DropwizardInstrumentation;
import dev.tachograph.agent.instrument.ejb.EjbInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.failsafe.FailsafeInstrumentation;
import dev.tachograph.agent.instrument.feign.FeignInstrumentation;
import dev.tachograph.agent.instrument.guava.GuavaInstrumentation;
import dev.tachograph.agent.instrument.guavaretrying.GuavaRetryingInstrumentation;
import dev.tachograph.agent.instrument.jboss.JBossInstrumentation;
import dev.tachograph.agent.instrument.jdkhttp.JdkHttpInstrumentation;
import dev.tachograph.agent.instrument.jersey.JerseyInstrumentation;
import dev.tachograph.agent.instrument.jetty.JettyInstrumentation;
import dev.tachograph.agent.instrument.jetty.JettyMountInstrumentation;
import dev.tachograph.agent.instrument.jetty.JettyPoolInstrumentation;
import dev.tachograph.agent.instrument.jms.JmsInstrumentation;
import dev.tachograph.agent.instrument.jms.SpringJmsInstrumentation;
import dev.tachograph.agent.instrument.jobrunr.JobRunrInstrumentation;
import dev.tachograph.agent.instrument.kafka.KafkaInstrumentation;
import dev.tachograph.agent.instrument.kotlin.KotlinInstrumentation;
import dev.tachograph.agent.instrument.ktor.KtorInstrumentation;
import dev.tachograph.agent.instrument.micrometer.MicrometerInstrumentation;
import dev.tachograph.agent.instrument.micronaut.MicronautHttpInstrumentation;
import dev.tachograph.agent.instrument.micronaut.MicronautInstrumentation;
import dev.tachograph.agent.instrument.micronaut.MicronautKafkaInstrumentation;
import dev.tachograph.agent.instrument.nats.NatsInstrumentation;
import dev.tachograph.agent.instrument.netty.NettyInstrumentation;
import dev.tachograph.agent.instrument.okhttp.OkHttpInstrumentation;
import dev.tachograph.agent.instrument.pubsub.PubSubInstrumentation;
import dev.tachograph.agent.instrument.pulsar.PulsarInstrumentation;
import dev.tachograph.agent.instrument.quarkus.QuarkusInstrumentation;
import dev.tachograph.agent.instrument.quartz.QuartzInstrumentation;
import dev.tachograph.agent.instrument.rabbitmq.RabbitMqInstrumentation;
import dev.tachograph.agent.instrument.reactornetty.ReactorNettyInstrumentation;
import dev.tachograph.agent.instrument.reactornetty.ReactorNettyMountInstrumentation;
import dev.tachograph.agent.instrument.reactorretry.ReactorRetryInstrumentation;
import dev.tachograph.agent.instrument.resilience4j.Resilience4jInstrumentation;
import dev.tachograph.agent.instrument.resteasy.RestEasyInstrumentation;
import dev.tachograph.agent.instrument.retrofit.RetrofitInstrumentation;
import dev.tachograph.agent.instrument.simpleclient.SimpleclientInstrumentation;
import dev.tachograph.agent.instrument.smallryeft.SmallRyeInstrumentation;
import dev.tachograph.agent.instrument.smallryemessaging.SmallRyeMessagingInstrumentation;
import dev.tachograph.agent.instrument.smallryemetrics.SmallRyeMetricsInstrumentation;
import dev.tachograph.agent.instrument.spring.SpringAsyncInstrumentation;
import dev.tachograph.agent.instrument.spring.SpringExecutorInstrumentation;
import dev.tachograph.agent.instrument.spring.SpringInstrumentation;
import dev.tachograph.agent.instrument.spring.SpringScheduledInstrumentation;
import dev.tachograph.agent.instrument.springbatch.SpringBatchInstrumentation;
import dev.tachograph.agent.instrument.springintegration.SpringFunctionInstrumentation;
import dev.tachograph.agent.instrument.springintegration.SpringIntegrationInstrumentation;
import dev.tachograph.agent.instrument.springkafka.SpringKafkaInstrumentation;
import dev.tachograph.agent.instrument.springrabbit.SpringRabbitInstrumentation;
import dev.tachograph.agent.instrument.springretry.SpringRetryInstrumentation;
import dev.tachograph.agent.instrument.springsqs.SpringSqsInstrumentation;
import dev.tachograph.agent.instrument.temporal.TemporalInstrumentation;
import dev.tachograph.agent.instrument.timer.TimerInstrumentation;
import dev.tachograph.agent.instrument.tomcat.TomcatInstrumentation;
import dev.tachograph.agent.instrument.tomcat.TomcatMountInstrumentation;
import dev.tachograph.agent.instrument.undertow.UndertowMountInstrumentation;
import dev.tachograph.agent.instrument.urlconnection.UrlConnectionInstrumentation;
import dev.tachograph.agent.instrument.vertx.VertxInstrumentation;
import dev.tachograph.agent.instrument.vertx.VertxMountInstrumentation;
import dev.tachograph.agent.instrument.zeebe.ZeebeInstrumentation;

/**
 * All instrumented libraries. A new library is one more line here.
 *
 * <p>An instrumentation is made when a class that could be its library's is loaded, because most
 * programs use few libraries.
 */
final class Instrumentations {
  private static final LibraryInstrumentation[] NONE = {};

  /**
   * Pairs: packages of the JDK, and the packages below them with classes to weave. A single class
   * is a pair by itself; it comes before its package.
   */
  static final String[] WITH_DOTS = {
    "java.util.TimerThread", "java.util.TimerThread",
    "java.", "java.util.concurrent.",
    "jdk.", "jdk.internal.net.http.",
    "sun.", "sun.net.www.protocol.",
  };

  static final String[] WITH_SLASHES = {
    "java/util/TimerThread", "java/util/TimerThread",
    "java/", "java/util/concurrent/",
    "jdk/", "jdk/internal/net/http/",
    "sun/", "sun/net/www/protocol/",
  };

  private Instrumentations() {}

  /**
   * Whether the class is one of the JDK's in a package without instrumented classes. This holds for
   * almost all classes that a start loads.
   *
   * @param packages {@link #WITH_DOTS} or {@link #WITH_SLASHES}, depending on the form of the name
   */
  static boolean isOfJdkAlone(String className, String[] packages) {
    for (int i = 0; i < packages.length; i += 2) {
      if (isIn(packages[i], className)) {
        return !isIn(packages[i + 1], className);
      }
    }
    return false;
  }

  /**
   * Compares the end of the package first, where almost all names differ. The JVM has not compiled
   * this code yet, and would interpret a comparison of all characters.
   */
  private static boolean isIn(String beginning, String className) {
    int end = beginning.length() - 1;
    return className.length() > end
        && className.charAt(end) == beginning.charAt(end)
        && className.startsWith(beginning);
  }

  /** The libraries that may have classes with this {@link #root}. */
  static LibraryInstrumentation[] under(String root) {
    switch (root) {
      case "com/codahale":
        return these(new DropwizardInstrumentation());
      case "com/github":
        return these(new DbSchedulerInstrumentation(), new GuavaRetryingInstrumentation());
      case "com/ibm":
        return these(new EjbInstrumentation(), new JmsInstrumentation());
      case "com/google":
        return these(new GuavaInstrumentation(), new PubSubInstrumentation());
      case "com/netflix":
      case "com/sun/jersey/api/client":
        return these(new ConductorInstrumentation());
      case "com/ning":
        return these(new AsyncHttpClientInstrumentation());
      case "com/rabbitmq":
        return these(new RabbitMqInstrumentation());
      case "dev/failsafe":
      case "net/jodah":
        return these(new FailsafeInstrumentation());
      case "dev/tachograph/api":
        return these(new ApiInstrumentation());
      case "feign":
        return these(new FeignInstrumentation());
      case "io/dropwizard":
        return these(new DropwizardInstrumentation(), new JerseyInstrumentation());
      case "io/awspring":
        return these(new SpringSqsInstrumentation());
      case "io/camunda":
        return these(new ZeebeInstrumentation());
      case "io/github":
        return these(new Resilience4jInstrumentation());
      case "io/ktor":
        return these(new KtorInstrumentation());
      case "io/micrometer":
        return these(new MicrometerInstrumentation());
      case "io/micronaut":
        return these(
            new MicronautHttpInstrumentation(),
            new MicronautInstrumentation(),
            new MicronautKafkaInstrumentation());
      case "io/nats":
        return these(new NatsInstrumentation());
      case "io/netty":
        return these(new NettyInstrumentation());
      case "io/prometheus":
        return these(
            new ClientJavaInstrumentation(),
            new DropwizardInstrumentation(),
            new SimpleclientInstrumentation());
      case "io/quarkus":
        return these(new QuarkusInstrumentation());
      case "io/smallrye":
        return these(
            new SmallRyeInstrumentation(),
            new SmallRyeMessagingInstrumentation(),
            new SmallRyeMetricsInstrumentation());
      case "io/temporal":
        return these(new TemporalInstrumentation());
      case "io/undertow":
        return these(new UndertowMountInstrumentation());
      case "io/vertx":
        return these(new VertxInstrumentation(), new VertxMountInstrumentation());
      case "java/util":
        return these(new TimerInstrumentation());
      case "java/util/concurrent":
        return these(new ExecutorInstrumentation());
      case "jdk/internal/net/http":
      case "jdk/internal/net/http/websocket":
        return these(new JdkHttpInstrumentation());
      case "kotlin/coroutines":
        return these(new KotlinInstrumentation());
      case "okhttp3":
      case "okhttp3/internal":
        return these(new OkHttpInstrumentation());
      case "org/apache":
        return these(
            new Apache4Instrumentation(),
            new Apache5Instrumentation(),
            new CamelInstrumentation(),
            new JmsInstrumentation(),
            new KafkaInstrumentation(),
            new PulsarInstrumentation(),
            new TomcatInstrumentation(),
            new TomcatMountInstrumentation(),
            new ClassLoaderInstrumentation());
      case "org/asynchttpclient":
        return these(new AsyncHttpClientInstrumentation());
      case "org/camunda":
        return these(new CamundaInstrumentation());
      case "org/eclipse":
        return these(
            new JettyInstrumentation(),
            new JettyMountInstrumentation(),
            new JettyPoolInstrumentation(),
            new SmallRyeMessagingInstrumentation(),
            new ClassLoaderInstrumentation());
      case "org/glassfish":
        return these(new JerseyInstrumentation());
      case "org/jboss":
        return these(
            new EjbInstrumentation(),
            new JBossInstrumentation(),
            new ClassLoaderInstrumentation(),
            new RestEasyInstrumentation());
      case "org/jobrunr":
        return these(new JobRunrInstrumentation());
      case "org/quartz":
        return these(new QuartzInstrumentation());
      case "org/springframework":
        return these(
            new MicrometerInstrumentation(),
            new SpringInstrumentation(),
            new SpringAsyncInstrumentation(),
            new SpringBatchInstrumentation(),
            new SpringExecutorInstrumentation(),
            new SpringFunctionInstrumentation(),
            new SpringIntegrationInstrumentation(),
            new SpringJmsInstrumentation(),
            new SpringKafkaInstrumentation(),
            new SpringRabbitInstrumentation(),
            new SpringScheduledInstrumentation(),
            new SpringRetryInstrumentation());
      case "reactor/core":
        return these(new ReactorNettyInstrumentation(), new ReactorRetryInstrumentation());
      case "reactor/netty":
        return these(new ReactorNettyInstrumentation(), new ReactorNettyMountInstrumentation());
      case "retrofit2":
        return these(new RetrofitInstrumentation());
      case "software/amazon":
        return these(new AwsNettyInstrumentation());
      case "sun/net/www/protocol/http":
      case "sun/net/www/protocol/https":
        return these(new UrlConnectionInstrumentation());
      default:
        return NONE;
    }
  }

  /** The libraries that repeat calls. */
  static LibraryInstrumentation[] retryLibraries() {
    return these(
        new FailsafeInstrumentation(),
        new GuavaRetryingInstrumentation(),
        new ReactorRetryInstrumentation(),
        new Resilience4jInstrumentation(),
        new SmallRyeInstrumentation(),
        new SpringRetryInstrumentation());
  }

  private static LibraryInstrumentation[] these(LibraryInstrumentation... libraries) {
    return libraries;
  }

  /**
   * The key to find a library by. For a package of the JDK's or our own, it is the whole package;
   * for any other, the first two parts, or fewer if the package has fewer.
   */
  static String root(String className) {
    if (className.startsWith("java/")
        || className.startsWith("jdk/")
        || className.startsWith("sun/")
        || className.startsWith("com/sun/")
        || className.startsWith("dev/tachograph/")) {
      return className.substring(0, className.lastIndexOf('/'));
    }
    int first = className.indexOf('/');
    int second = className.indexOf('/', first + 1);
    return className.substring(0, Math.max(Math.max(first, second), 0));
  }
}
