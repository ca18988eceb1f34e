package dev.tachograph.agent.instrument.method;

import dev.tachograph.agent.config.rule.CallTemplate;
import dev.tachograph.agent.config.rule.MethodRule;
import dev.tachograph.agent.config.rule.OperationSubject;
import dev.tachograph.agent.config.rule.RuleSubject;
import dev.tachograph.agent.config.rule.TaskSubject;
import dev.tachograph.agent.instrument.annotation.AnnotatedOperation;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.method.MeasuredMethod;
import dev.tachograph.bootstrap.method.MeasuredOperation;
import dev.tachograph.bootstrap.method.MeasuredTask;
import dev.tachograph.bootstrap.method.MethodProbe;
import dev.tachograph.bootstrap.method.Template;
import dev.tachograph.bootstrap.operation.Operation;
import dev.tachograph.bootstrap.operation.OperationMetrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Registers what woven methods are measured as. */
public final class MeasuredMethods {
  /** What woven code has to know. */
  static final class Registered {
    private final int number;
    private final MeasuredMethod method;

    Registered(int number, MeasuredMethod method) {
      this.number = number;
      this.method = method;
    }

    int number() {
      return number;
    }

    boolean isFixed() {
      return method.isFixed();
    }

    boolean needsResult() {
      return method.needsResult();
    }
  }

  /** What a method is measured as by a rule. The same rule and method have the same number. */
  Registered of(MethodRule rule, MethodName method) {
    RuleSubject subject = rule.subject();
    return register(
        rule.toString(),
        method,
        subject instanceof TaskSubject
            ? task((TaskSubject) subject, rule.name(), method)
            : operation((OperationSubject) subject, rule.name(), method));
  }

  /** What a method is measured as by its annotations. */
  Registered of(AnnotatedOperation annotated, MethodName method) {
    return register(
        annotated.toString(), method, operation(annotated.subject(), annotated.inWords(), method));
  }

  private static Registered register(String what, MethodName method, MeasuredMethod measured) {
    int number = MethodProbe.register(what + " for " + method + method.descriptor, measured);
    return new Registered(number, MethodProbe.registered(number));
  }

  private static MeasuredTask task(TaskSubject subject, String rule, MethodName method) {
    Template type = new TemplateOfMethod(method, rule, "the task type").of(subject.taskType());
    return new MeasuredTask(type);
  }

  private static MeasuredOperation operation(
      OperationSubject subject, String rule, MethodName method) {
    Operation operation = OperationMetrics.current().operation(operationName(subject, method));
    @Nullable Template[] labels = new Template[Operation.MAX_LABELS];
    for (Map.Entry<String, CallTemplate> label : subject.labels().entrySet()) {
      int position = operation.position(label.getKey());
      String what = "the label " + label.getKey();
      if (position >= 0) {
        labels[position] = new TemplateOfMethod(method, rule, what).of(label.getValue());
      } else {
        AgentLog.warnOnce(
            operation.name() + what,
            method
                + ": "
                + what
                + " is left out, since operation "
                + operation.name()
                + " has as many labels as it can have");
      }
    }
    return new MeasuredOperation(operation, labels, subject.exceptions());
  }

  static String operationName(OperationSubject subject, MethodName method) {
    CallTemplate template = subject.name();
    if (template == null) {
      return SnakeCase.of(method.name);
    }
    StringBuilder name = new StringBuilder();
    for (CallTemplate.Part part : template.parts()) {
      switch (part.kind()) {
        case CLASS:
          name.append(SnakeCase.of(method.simpleClassName()));
          break;
        case METHOD:
          name.append(SnakeCase.of(method.name));
          break;
        default:
          name.append(part.text());
      }
    }
    return name.toString();
  }
}
