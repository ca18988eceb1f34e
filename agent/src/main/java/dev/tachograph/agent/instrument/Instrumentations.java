package dev.tachograph.agent.instrument;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.instrument.conductor.ConductorInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.executor.guava.GuavaInstrumentation;
import dev.tachograph.agent.instrument.executor.jboss.JBossInstrumentation;
import dev.tachograph.agent.instrument.executor.jetty.JettyPoolInstrumentation;
import dev.tachograph.agent.instrument.executor.netty.NettyInstrumentation;
import dev.tachograph.agent.instrument.executor.own.OwnExecutorInstrumentation;
import dev.tachograph.agent.instrument.executor.spring.SpringExecutorInstrumentation;
import dev.tachograph.agent.instrument.executor.tomcat.TomcatInstrumentation;
import dev.tachograph.agent.instrument.http.apache4.Apache4Instrumentation;
import dev.tachograph.agent.instrument.http.apache5.Apache5Instrumentation;
import dev.tachograph.agent.instrument.http.asynchttpclient.AsyncHttpClientInstrumentation;
import dev.tachograph.agent.instrument.http.awsnetty.AwsNettyInstrumentation;
import dev.tachograph.agent.instrument.http.feign.FeignInstrumentation;
import dev.tachograph.agent.instrument.http.jdk.JdkHttpInstrumentation;
import dev.tachograph.agent.instrument.http.jetty.JettyInstrumentation;
import dev.tachograph.agent.instrument.http.okhttp.OkHttpInstrumentation;
import dev.tachograph.agent.instrument.http.reactornetty.ReactorNettyInstrumentation;
import dev.tachograph.agent.instrument.http.retrofit.RetrofitInstrumentation;
import dev.tachograph.agent.instrument.http.spring.SpringInstrumentation;
import dev.tachograph.agent.instrument.http.urlconnection.UrlConnectionInstrumentation;
import dev.tachograph.agent.instrument.http.vertx.VertxInstrumentation;

/** All instrumented libraries. A new one is one more line here. */
final class Instrumentations {
  private Instrumentations() {}

  static LibraryInstrumentation[] all(AgentConfig config) {
    return new LibraryInstrumentation[] {
      new ConductorInstrumentation(),
      new ExecutorInstrumentation(),
      new OwnExecutorInstrumentation(config.executors().included()),
      new TomcatInstrumentation(),
      new JettyPoolInstrumentation(),
      new NettyInstrumentation(),
      new JBossInstrumentation(),
      new GuavaInstrumentation(),
      new SpringExecutorInstrumentation(),
      new JdkHttpInstrumentation(),
      new Apache4Instrumentation(),
      new Apache5Instrumentation(),
      new OkHttpInstrumentation(),
      new UrlConnectionInstrumentation(),
      new AsyncHttpClientInstrumentation(),
      new AwsNettyInstrumentation(),
      new FeignInstrumentation(),
      new JettyInstrumentation(),
      new ReactorNettyInstrumentation(),
      new RetrofitInstrumentation(),
      new SpringInstrumentation(),
      new VertxInstrumentation(),
    };
  }
}
