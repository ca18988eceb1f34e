package dev.tachograph.agent.instrument.simpleclient;

import dev.tachograph.agent.instrument.adopt.RegistryLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/** Plans for simpleclient: its registry, its HTTP server and its servlets. */
public final class SimpleclientInstrumentation extends RegistryLibrary {
  private static final String REGISTRY = "io/prometheus/client/CollectorRegistry";
  private static final String SERVER_HANDLER =
      "io/prometheus/client/exporter/HTTPServer$HTTPMetricHandler";
  private static final String SERVLET = "io/prometheus/client/exporter/MetricsServlet";

  /** Behind both servlets since 0.10. */
  private static final String SERVLET_EXPORTER =
      "io/prometheus/client/servlet/common/exporter/Exporter";

  private static final String OF_REGISTRY = "(L" + REGISTRY + ";)V";

  @Override
  public String name() {
    return "simpleclient";
  }

  @Override
  public String[] classNames() {
    return new String[] {REGISTRY, SERVER_HANDLER, SERVLET, SERVLET_EXPORTER};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case REGISTRY:
        plan.method("<init>", "(Z)V", Created.class, constants());
        break;
      case SERVER_HANDLER:
      case SERVLET_EXPORTER:
        plan.methodNamed("<init>", Served.class, constants());
        break;
      case SERVLET:
        plan.method("<init>", OF_REGISTRY, Served.class, constants());
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
