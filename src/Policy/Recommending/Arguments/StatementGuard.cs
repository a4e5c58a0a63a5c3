using Catalog.Core.Classifications;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Recommending.Arguments;

/// <summary>Stops statements that drop or empty what holds data.</summary>
internal sealed class StatementGuard : IArgumentGuard
{
    private const string Drops =
        @"(?i)\b(?:drop|truncate)(?:\s|/\*[^*]*\*/)+(?:if(?:\s|/\*[^*]*\*/)+exists(?:\s|/\*[^*]*\*/)+)?(?:table|database|schema|view|materialized|index|user|role|collection|keyspace)\b";

    private static readonly string[] Names = ["sql", "sqlquery", "sqlstatement", "statement", "statements", "query", "queries", "querystring", "cql", "cypher"];

    public string Id => "statement";

    public bool Concerns(Classification classification) => classification.Facets.Contains(Facet.Query);

    public PolicyRule? RuleOrNull(SchemaArgument argument, PolicyDialect dialect) => Names.Contains(argument.Plain, StringComparer.Ordinal)
        ? ArgumentGuards.DenyPattern(argument, dialect, Drops, "Statements that drop or truncate a table, database, schema, view, index, user or role are denied.")
        : null;
}
