package dev.tachograph.agent.instrument.jms;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Map;

/**
 * Plans for what calls listeners: ActiveMQ Classic's and Artemis' clients, and Liberty's own
 * messaging.
 */
public final class JmsInstrumentation extends FrameworkLibrary {
  private static final String CLASSIC_CONSUMER = "org/apache/activemq/ActiveMQMessageConsumer";

  /** Its listener gets the messages that a container of an application server hands in. */
  private static final String CLASSIC_SESSION = "org/apache/activemq/ActiveMQSession";

  private static final String ARTEMIS =
      "org/apache/activemq/artemis/jms/client/JMSMessageListenerWrapper";

  /** Hands messages to the message-driven beans of an application server. */
  private static final String ARTEMIS_ADAPTER =
      "org/apache/activemq/artemis/ra/inflow/ActiveMQMessageHandler";

  /** Hands messages to the message-driven beans of Liberty. */
  private static final String LIBERTY = "com/ibm/ws/sib/api/jmsra/impl/JmsJcaEndpointInvokerImpl";

  @Override
  public String name() {
    return "jms";
  }

  @Override
  public String[] classNames() {
    return new String[] {CLASSIC_CONSUMER, CLASSIC_SESSION, ARTEMIS, ARTEMIS_ADAPTER, LIBERTY};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case CLASSIC_CONSUMER:
        listener(plan, "dispatch", "(Lorg/apache/activemq/command/MessageDispatch;)V");
        break;
      case CLASSIC_SESSION:
        listener(plan, "run", "()V");
        break;
      case LIBERTY:
        listener(plan);
        break;
      default:
        listener(
            plan, "onMessage", "(Lorg/apache/activemq/artemis/api/core/client/ClientMessage;)V");
    }
  }

  private static void listener(ClassPlan plan) {
    Map<String, Object> framework = JmsMessages.framework("jms");
    plan.callAnywhere(
            "javax/jms/MessageListener",
            "onMessage",
            "(Ljavax/jms/Message;)V",
            JmsMessages.Javax.class,
            framework)
        .callAnywhere(
            "jakarta/jms/MessageListener",
            "onMessage",
            "(Ljakarta/jms/Message;)V",
            JmsMessages.Jakarta.class,
            framework)
        .requireOneOfLast(2);
  }

  private static void listener(ClassPlan plan, String inMethod, String inDescriptor) {
    Map<String, Object> framework = JmsMessages.framework("jms");
    plan.optionalCall(
            inMethod,
            inDescriptor,
            "javax/jms/MessageListener",
            "onMessage",
            "(Ljavax/jms/Message;)V",
            JmsMessages.Javax.class,
            framework)
        .optionalCall(
            inMethod,
            inDescriptor,
            "jakarta/jms/MessageListener",
            "onMessage",
            "(Ljakarta/jms/Message;)V",
            JmsMessages.Jakarta.class,
            framework)
        .requireOneOfLast(2);
  }
}
