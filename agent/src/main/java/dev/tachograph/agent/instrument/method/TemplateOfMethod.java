package dev.tachograph.agent.instrument.method;

import dev.tachograph.agent.config.rule.BandList;
import dev.tachograph.agent.config.rule.CallTemplate;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.method.Bands;
import dev.tachograph.bootstrap.method.Template;
import dev.tachograph.bootstrap.method.Template.Part;
import dev.tachograph.bootstrap.method.Template.Source;
import org.jspecify.annotations.Nullable;

/**
 * Makes the templates of a method. A part that cannot have a value for this method is empty, which
 * is said once.
 */
final class TemplateOfMethod {
  private static final String FROM_0 = "of which {arg0} is the first";

  private final MethodName method;
  private final String rule;
  private final String what;

  /**
   * @param rule the pattern that names the method, for messages
   * @param what what the template is for, for messages
   */
  TemplateOfMethod(MethodName method, String rule, String what) {
    this.method = method;
    this.rule = rule;
    this.what = what;
  }

  Template of(CallTemplate template) {
    Part[] parts = new Part[template.parts().size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part(template.parts().get(i));
    }
    return new Template(parts);
  }

  private Part part(CallTemplate.Part part) {
    switch (part.kind()) {
      case LITERAL:
        return Part.text(part.text());
      case CLASS:
        return Part.text(method.simpleClassName());
      case METHOD:
        return Part.text(method.name);
      case THIS:
        return method.isStatic ? empty(part, "the method is static") : value(part, Source.OBJECT);
      case RETURN:
        return method.returnsNothing()
            ? empty(part, "the method returns nothing")
            : value(part, Source.RESULT);
      case ARGUMENT:
        int parameters = method.parameters();
        return part.argument() >= parameters
            ? empty(
                part,
                "it has "
                    + parameters
                    + (parameters == 1 ? " parameter, " : " parameters, ")
                    + FROM_0)
            : value(part, Source.ARGUMENT);
    }
    throw new IllegalArgumentException(part.text());
  }

  private static Part value(CallTemplate.Part part, Source source) {
    String[] properties = part.properties().toArray(new String[0]);
    return Part.value(source, part.argument(), properties, bands(part.bands()));
  }

  private static @Nullable Bands bands(@Nullable BandList list) {
    return list == null ? null : new Bands(list.bounds(), list.names());
  }

  private Part empty(CallTemplate.Part part, String reason) {
    // A pattern may name a hundred such methods.
    AgentLog.warnOnce(
        rule + what + part.text(),
        "rule "
            + rule
            + ": "
            + part.text()
            + " of "
            + what
            + " stays empty for "
            + method
            + " and others like it, since "
            + reason);
    return Part.text("");
  }
}
