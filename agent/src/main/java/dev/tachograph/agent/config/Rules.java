package dev.tachograph.agent.config;

/**
 * A list of rules. Several keys make up one rule: {@code uri.rules.1.pattern} and {@code
 * uri.rules.1.template}. Their group reads them together and {@linkplain ConfigReader#rules keeps
 * the rules} under this object. {@code config.rules(UriKeys.RULES)} returns them.
 *
 * @param <T> the type of one rule
 */
@SuppressWarnings("unused") // The type is what makes it worth having.
public final class Rules<T> {}
