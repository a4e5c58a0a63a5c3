using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Catalog.Core.Counters;
using Catalog.Policy.Compiled;
using Catalog.Policy.Documents;
using Catalog.Policy.Operators.Numbers;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Checking.Reading;

/// <summary>Reads limits.</summary>
internal sealed class LimitReader(Problems problems, bool ofAllTools)
{
    /// <summary>No total comes near it: a larger cap is as good as this one, and need not be written out.</summary>
    private static readonly BigInteger Unreachable = BigInteger.Pow(10, 1000);

    internal List<CompiledLimit> Read(ObjectReader from)
    {
        var limits = new List<CompiledLimit>();
        foreach (var node in from.List("limits"))
        {
            if (ReadOrNull(node) is { } limit)
            {
                limits.Add(limit);
            }
        }

        return limits;
    }

    private CompiledLimit? ReadOrNull(DocumentNode node)
    {
        if (ObjectReader.OpenOrNull(node, problems, "counter", "window", "max", "scope", "amount_from", "increment_from", "refund_on_error") is not { } reader)
        {
            return null;
        }

        var counter = reader.RequireString("counter");
        var window = reader.WordOrNull(
            reader.Require("window"),
            "window",
            ("second", CounterWindow.Second),
            ("minute", CounterWindow.Minute),
            ("hour", CounterWindow.Hour),
            ("day", CounterWindow.Day),
            ("week", CounterWindow.Week),
            ("month", CounterWindow.Month));
        var scope = reader.WordOrNull(
            reader.Require("scope"),
            "scope",
            ("grant", CounterScope.Grant),
            ("server", CounterScope.Server),
            ("session", CounterScope.Session));
        var maxNode = reader.Require("max");
        var max = MaxOrNull(maxNode);
        var amount = AmountOrNull(reader, out var amountText);
        var refund = reader.BooleanOrNull("refund_on_error");
        if (counter is null || window is null || scope is null || max is null)
        {
            return null;
        }

        var limit = new PolicyLimit
        {
            Counter = counter,
            Window = window.Value,
            Max = Encoding.UTF8.GetString(maxNode!.Raw.Span),
            Scope = scope.Value,
            AmountFrom = amountText,
            RefundOnError = refund ?? false,
        };
        return new CompiledLimit(node.Pointer, limit, FloorNanos(max), max.ToCanonicalText(), amount);
    }

    private ExactDecimal? MaxOrNull(DocumentNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (node.Kind != JsonValueKind.Number)
        {
            problems.Add(node, $"`max` must be a number, not {node.KindInWords}");
            return null;
        }

        var text = Encoding.UTF8.GetString(node.Raw.Span);
        var max = ExactDecimal.ParseOrNull(text);
        if (max is null || max.Sign <= 0)
        {
            problems.Add(node, max is null ? $"`max` is too large or too small a number: `{text}`" : $"`max` must be above zero, not `{text}`: to deny every call use `deny_if`");
            return null;
        }

        return max;
    }

    private ConditionPath? AmountOrNull(ObjectReader reader, out string? text)
    {
        var (ours, published) = (reader.FindOrNull("amount_from"), reader.FindOrNull("increment_from"));
        text = ours is null ? reader.StringOrNull("increment_from") : reader.StringOrNull("amount_from");
        var node = ours ?? published;
        if (ours is not null && published is not null)
        {
            problems.Add(published, "`amount_from` and `increment_from` mean the same: keep one of them");
        }

        if (node is null || text is null)
        {
            return null;
        }

        if (ofAllTools)
        {
            problems.Add(node, "a limit of all tools draws 1 for each call: write an amount in the entry of a tool");
            return null;
        }

        var path = ConditionPath.ParseOrNull(text, out var fault);
        fault ??= path!.HasEveryElement ? $"an amount is one number, and `{text}` may lead to several: write it without `[*]`"
            : path.Root != PathRoot.Arguments ? $"an amount is a number of the arguments: write a path that begins with `args`, not `{text}`"
            : null;
        if (fault is not null)
        {
            problems.Add(node, fault);
            return null;
        }

        return path;
    }

    private static BigInteger FloorNanos(ExactDecimal max)
    {
        if (max.CeilingScaledOrNull(9) is not { } ceiling)
        {
            return Unreachable;
        }

        var whole = ExactDecimal.ParseOrNull(string.Create(CultureInfo.InvariantCulture, $"{ceiling}e-9"));
        return max.Equals(whole) ? ceiling : ceiling - 1;
    }
}
