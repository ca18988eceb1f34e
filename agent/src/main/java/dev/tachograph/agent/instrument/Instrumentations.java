package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.apache4.Apache4Instrumentation;
import dev.tachograph.agent.instrument.apache5.Apache5Instrumentation;
import dev.tachograph.agent.instrument.asynchttpclient.AsyncHttpClientInstrumentation;
import dev.tachograph.agent.instrument.awsnetty.AwsNettyInstrumentation;
import dev.tachograph.agent.instrument.classloader.ClassLoaderInstrumentation;
import dev.tachograph.agent.instrument.conductor.ConductorInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.feign.FeignInstrumentation;
import dev.tachograph.agent.instrument.guava.GuavaInstrumentation;
import dev.tachograph.agent.instrument.jboss.JBossInstrumentation;
import dev.tachograph.agent.instrument.jdkhttp.JdkHttpInstrumentation;
import dev.tachograph.agent.instrument.jersey.JerseyInstrumentation;
import dev.tachograph.agent.instrument.jetty.JettyInstrumentation;
import dev.tachograph.agent.instrument.jetty.JettyPoolInstrumentation;
import dev.tachograph.agent.instrument.ktor.KtorInstrumentation;
import dev.tachograph.agent.instrument.netty.NettyInstrumentation;
import dev.tachograph.agent.instrument.okhttp.OkHttpInstrumentation;
import dev.tachograph.agent.instrument.reactornetty.ReactorNettyInstrumentation;
import dev.tachograph.agent.instrument.retrofit.RetrofitInstrumentation;
import dev.tachograph.agent.instrument.spring.SpringExecutorInstrumentation;
import dev.tachograph.agent.instrument.spring.SpringInstrumentation;
import dev.tachograph.agent.instrument.tomcat.TomcatInstrumentation;
import dev.tachograph.agent.instrument.urlconnection.UrlConnectionInstrumentation;
import dev.tachograph.agent.instrument.vertx.VertxInstrumentation;

/**
 * All instrumented libraries. A new one is one more line here.
 *
 * <p>One is made when a class is loaded that could be its own: most programs use few of them.
 */
final class Instrumentations {
  private static final LibraryInstrumentation[] NONE = {};

  private Instrumentations() {}

  /** Whether a class of the JDK lies where some classes are woven. */
  static boolean mayBeWoven(String jdkClass) {
    return jdkClass.startsWith("java.util.concurrent.")
        || jdkClass.startsWith("jdk.internal.net.http.")
        || jdkClass.startsWith("sun.net.www.protocol.http");
  }

  /** Those that may weave classes with this {@link #root}. */
  static LibraryInstrumentation[] under(String root) {
    switch (root) {
      case "com/google":
        return these(new GuavaInstrumentation());
      case "com/netflix":
      case "com/sun":
        return these(new ConductorInstrumentation());
      case "com/ning":
        return these(new AsyncHttpClientInstrumentation());
      case "feign":
        return these(new FeignInstrumentation());
      case "io/ktor":
        return these(new KtorInstrumentation());
      case "io/netty":
        return these(new NettyInstrumentation());
      case "io/vertx":
        return these(new VertxInstrumentation());
      case "java/util/concurrent":
        return these(new ExecutorInstrumentation());
      case "jdk/internal/net/http":
      case "jdk/internal/net/http/websocket":
        return these(new JdkHttpInstrumentation());
      case "okhttp3":
      case "okhttp3/internal":
        return these(new OkHttpInstrumentation());
      case "org/apache":
        return these(
            new Apache4Instrumentation(),
            new Apache5Instrumentation(),
            new TomcatInstrumentation(),
            new ClassLoaderInstrumentation());
      case "org/asynchttpclient":
        return these(new AsyncHttpClientInstrumentation());
      case "org/eclipse":
        return these(
            new JettyInstrumentation(),
            new JettyPoolInstrumentation(),
            new ClassLoaderInstrumentation());
      case "org/glassfish":
        return these(new JerseyInstrumentation());
      case "org/jboss":
        return these(new JBossInstrumentation(), new ClassLoaderInstrumentation());
      case "org/springframework":
        return these(new SpringInstrumentation(), new SpringExecutorInstrumentation());
      case "reactor/core":
      case "reactor/netty":
        return these(new ReactorNettyInstrumentation());
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

  private static LibraryInstrumentation[] these(LibraryInstrumentation... libraries) {
    return libraries;
  }

  /**
   * By what a library is found: of a class of the JDK the package, of any other the first two parts
   * of its package, or what there is of them.
   */
  static String root(String className) {
    if (className.startsWith("java/")
        || className.startsWith("jdk/")
        || className.startsWith("sun/")) {
      return className.substring(0, className.lastIndexOf('/'));
    }
    int first = className.indexOf('/');
    int second = className.indexOf('/', first + 1);
    return className.substring(0, Math.max(Math.max(first, second), 0));
  }
}
