package com.acme.jmx;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import javax.management.MXBean;
import javax.management.ObjectName;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat, and MBeans with names like those of Kafka and Cassandra. */
public final class JmxProgram {
  private JmxProgram() {}

  /** What their MBeans show. */
  @MXBean
  public interface Meter {
    long getCount();

    double getValue();

    double getOneMinuteRate();

    double get99thPercentile();

    boolean isEnabled();
  }

  /** Values that do not move. */
  private static final class FixedMeter implements Meter {
    @Override
    public long getCount() {
      return 42;
    }

    @Override
    public double getValue() {
      return 4.5;
    }

    @Override
    public double getOneMinuteRate() {
      return 0.25;
    }

    @Override
    public double get99thPercentile() {
      return 99.5;
    }

    @Override
    public boolean isEnabled() {
      return true;
    }
  }

  public static void main(String[] args) throws Exception {
    for (String name :
        new String[] {
          "kafka.server:type=BrokerTopicMetrics,name=MessagesInPerSec,topic=orders",
          "kafka.server:type=BrokerTopicMetrics,name=MessagesInPerSec",
          "kafka.network:type=RequestMetrics,name=TotalTimeMs,request=Produce",
          "kafka.server:type=KafkaRequestHandlerPool,name=RequestHandlerAvgIdlePercent",
          "kafka.controller:type=KafkaController,name=ActiveControllerCount",
          "org.apache.cassandra.metrics:type=ClientRequest,scope=Read,name=Latency",
          "org.apache.cassandra.metrics:type=Cache,scope=KeyCache,name=HitRate",
        }) {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(new FixedMeter(), new ObjectName(name));
    }
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(0);
    Connector connector = tomcat.getConnector();
    tomcat.addContext("/shop", null);
    tomcat.start();
    System.out.println("> ready on " + connector.getLocalPort());
    System.in.read();
    System.exit(0);
  }
}
