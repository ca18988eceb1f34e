package dev.tachograph.agent.instrument.method;

import dev.tachograph.agent.config.rule.CallTemplate;
import dev.tachograph.agent.config.rule.MethodRule;
import dev.tachograph.agent.config.rule.OperationSubject;
import dev.tachograph.agent.config.rule.RuleSubject;
import dev.tachograph.agent.config.rule.TaskSubject;
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
    String key = rule + " for " + method + method.descriptor;
    MeasuredMethod measured =
        subject instanceof TaskSubject
            ? task((TaskSubject) subject, rule, method)
            : operation((OperationSubject) subject, rule, method);
    int number = MethodProbe.register(key, measured);
    return new Registered(number, MethodProbe.registered(number));
  }

  private static MeasuredTask task(TaskSubject subject, MethodRule rule, MethodName method) {
    Template type =
        new TemplateOfMethod(method, rule.name(), "the task type").of(subject.taskType());
    return new MeasuredTask(type);
  }

  private static MeasuredOperation operation(
      OperationSubject subject, MethodRule rule, MethodName method) {
    Operation operation = OperationMetrics.current().operation(operationName(subject, method));
    @Nullable Template[] labels = new Template[Operation.MAX_LABELS];
    for (Map.Entry<String, CallTemplate> label : subject.labels().entrySet()) {
      int position = operation.position(label.getKey());
      String what = "the label " + label.getKey();
      if (position >= 0) {
        labels[position] = new TemplateOfMethod(method, rule.name(), what).of(label.getValue());
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
