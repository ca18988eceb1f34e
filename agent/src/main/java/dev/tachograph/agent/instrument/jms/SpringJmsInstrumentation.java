package dev.tachograph.agent.instrument.jms;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Map;

/**
 * Plans for Spring's containers of JMS listeners. They call what a listener has been made of:
 * annotated methods, and beans that implement an interface of a listener.
 */
public final class SpringJmsInstrumentation extends FrameworkLibrary {
  private static final String LISTENER =
      "org/springframework/jms/listener/SessionAwareMessageListener";

  @Override
  public String name() {
    return "springjms";
  }

  @Override
  public String[] classNames() {
    return new String[] {"org/springframework/jms/listener/AbstractMessageListenerContainer"};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    String invoke = "doInvokeListener";
    Map<String, Object> framework = JmsMessages.framework("springjms");
    plan.optionalCall(
            invoke,
            "(L" + LISTENER + ";Ljavax/jms/Session;Ljavax/jms/Message;)V",
            LISTENER,
            "onMessage",
            "(Ljavax/jms/Message;Ljavax/jms/Session;)V",
            JmsMessages.Javax.class,
            framework)
        .optionalCall(
            invoke,
            "(L" + LISTENER + ";Ljakarta/jms/Session;Ljakarta/jms/Message;)V",
            LISTENER,
            "onMessage",
            "(Ljakarta/jms/Message;Ljakarta/jms/Session;)V",
            JmsMessages.Jakarta.class,
            framework)
        .requireOneOfLast(2)
        .optionalCall(
            invoke,
            "(Ljavax/jms/MessageListener;Ljavax/jms/Message;)V",
            "javax/jms/MessageListener",
            "onMessage",
            "(Ljavax/jms/Message;)V",
            JmsMessages.Javax.class,
            framework)
        .optionalCall(
            invoke,
            "(Ljakarta/jms/MessageListener;Ljakarta/jms/Message;)V",
            "jakarta/jms/MessageListener",
            "onMessage",
            "(Ljakarta/jms/Message;)V",
            JmsMessages.Jakarta.class,
            framework)
        .requireOneOfLast(2);
  }
}
