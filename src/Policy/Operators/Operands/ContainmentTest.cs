using System.Text;
using System.Text.Json;
using Catalog.Policy.Operators.Numbers;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Operators.Operands;

/// <summary>Whether a string has a scalar as a part, or a list has it as an element.</summary>
internal sealed class ContainmentTest(Scalar scalar) : IOperandTest
{
    // Servers parse such texts whatever their depth; a list that is not recognised could slip past a `deny_if`.
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 4_000_000 };

    private readonly byte[]? _part = scalar.Text is { } text ? Encoding.UTF8.GetBytes(text) : null;

    public ValueTypes CanHoldFor { get; } = scalar.Type == ValueTypes.String ? ValueTypes.String | ValueTypes.List : ValueTypes.List;

    public bool HoldsWhenAbsent => false;

    public TestResult Evaluate(JsonElement value, ConditionUse use) => value.ValueKind switch
    {
        JsonValueKind.Array => InList(value),
        JsonValueKind.String when _part is not null => InString(value, _part, use),
        JsonValueKind.String => TestResult.Error("must be a list, not a string: the rule looks for something that is no string"),
        _ => TestResult.Error($"must be {(scalar.Text is null ? "a list" : "a string or a list")}, not {JsonWords.Of(value.ValueKind)}"),
    };

    private TestResult InString(JsonElement value, byte[] part, ConditionUse use)
    {
        using var text = Utf8Text.Of(value);
        if (!text.IsUnicode)
        {
            return TestResult.Error(StringOperand.NotUnicode);
        }

        var asText = text.Bytes.IndexOf(part) >= 0;
        using var parsed = ListOrNull(text.Bytes);
        if (parsed is null)
        {
            return TestResult.Of(asText);
        }

        // Elements that are strings are compared without numbers, so the list itself is never in doubt here.
        var asList = InList(parsed.RootElement).Verdict == ConditionVerdict.Holds;
        return TestResult.Of(use == ConditionUse.Require ? asText && asList : asText || asList);
    }

    private TestResult InList(JsonElement list)
    {
        var (exact, doubles) = EqualityTest.EqualToAny(scalar, list.EnumerateArray()
            .Where(element => JsonWords.TypeOf(element) == scalar.Type)
            .Select(static element => Scalar.FromJsonOrNull(element, out _))
            .OfType<Scalar>());
        return exact == doubles ? TestResult.Of(exact) : TestResult.Error(NumberOperand.DoublesDiffer);
    }

    private static JsonDocument? ListOrNull(ReadOnlySpan<byte> text)
    {
        if (!text.TrimStart(" \t\r\n"u8).StartsWith("["u8))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(text.ToArray(), AnyDepth);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
