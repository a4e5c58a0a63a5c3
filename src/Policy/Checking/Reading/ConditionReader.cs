using System.Text.Json;
using Catalog.Policy.Documents;
using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Conditions;

namespace Catalog.Policy.Checking.Reading;

/// <summary>Reads conditions: <c>{ path, op, value }</c>.</summary>
internal static class ConditionReader
{
    /// <summary>The conditions of a member, as written and compiled; what is a problem is left out of both.</summary>
    internal static (List<PolicyCondition> Written, List<CompiledCondition> Compiled) Read(ObjectReader from, string key, Problems problems)
    {
        var written = new List<PolicyCondition>();
        var compiled = new List<CompiledCondition>();
        foreach (var node in from.List(key))
        {
            if (ReadOrNull(node, problems) is { } condition)
            {
                written.Add(condition.Written);
                compiled.Add(condition.Compiled);
            }
        }

        return (written, compiled);
    }

    private static (PolicyCondition Written, CompiledCondition Compiled)? ReadOrNull(DocumentNode node, Problems problems)
    {
        if (ObjectReader.OpenOrNull(node, problems, "path", "op", "value") is not { } reader)
        {
            return null;
        }

        // All three are looked at before any is given up, so that one run tells everything.
        var path = reader.RequireString("path");
        var op = reader.RequireString("op");
        var value = reader.Require("value");
        if (value?.Kind == JsonValueKind.Null)
        {
            problems.Add(value, "an operand must not be null: to ask whether a value is there use `exists`");
            value = null;
        }

        // Stand-ins that are right by themselves let the other parts be checked.
        var operand = value?.ToElement() ?? default;
        var faults = new List<OperandProblem>();
        var condition = CompiledCondition.Compile(path ?? "args.x", op ?? "eq", value is null || op is null ? StandIn(op) : operand, faults);
        foreach (var fault in faults.Where(f => !(value is null && f.Pointer.StartsWith("/value", StringComparison.Ordinal))))
        {
            problems.Add(At(node, fault.Pointer), fault.Message);
        }

        return condition is null || path is null || op is null || value is null
            ? null
            : (new PolicyCondition(path, op, operand), condition);
    }

    private static JsonElement StandIn(string? op)
    {
        using var document = JsonDocument.Parse(op is "exists" or "host_private" ? "true" : "1");
        return document.RootElement.Clone();
    }

    /// <summary>The node at a pointer under another; the nearest one above it where there is none.</summary>
    private static DocumentNode At(DocumentNode node, string pointer)
    {
        foreach (var segment in pointer.Split('/').Skip(1))
        {
            var name = segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            var next = node.Kind == JsonValueKind.Array && int.TryParse(name, out var index) && index < node.Items.Count
                ? node.Items[index]
                : node.Members.Find(m => m.Name == name)?.Value;
            if (next is null)
            {
                return node;
            }

            node = next;
        }

        return node;
    }
}
