using Catalog.Policy.Compiled;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Checking.Reading;

/// <summary>Reads the rules of <c>require</c> and <c>deny_if</c>.</summary>
internal static class RuleReader
{
    internal static List<CompiledRule> Read(ObjectReader from, string key, Problems problems)
    {
        var rules = new List<CompiledRule>();
        foreach (var node in from.List(key))
        {
            if (ObjectReader.OpenOrNull(node, problems, "conditions", "on_deny") is { } reader)
            {
                var (written, compiled) = ConditionReader.Read(reader, "conditions", problems);
                var rule = new PolicyRule { Conditions = written, OnDeny = reader.StringOrNull("on_deny") };
                rules.Add(new CompiledRule(node.Pointer, rule, [.. compiled]));
            }
        }

        return rules;
    }
}
