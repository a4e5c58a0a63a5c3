using System.Text;
using System.Text.Json;
using Catalog.Policy.Operators.Numbers;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Operators.Operands;

/// <summary>Whether a value equals one of some scalars of one type, or none of them: <c>eq neq in not_in</c>.</summary>
internal sealed class EqualityTest(IReadOnlyList<Scalar> scalars, bool wantEqual) : IOperandTest
{
    private readonly byte[][] _texts = [.. scalars.Select(static s => s.Text).OfType<string>().Select(Encoding.UTF8.GetBytes)];

    public ValueTypes CanHoldFor { get; } = scalars.Count > 0 ? scalars[0].Type : wantEqual ? ValueTypes.None : ValueTypes.Scalar;

    public bool HoldsWhenAbsent => !wantEqual;

    public TestResult Evaluate(JsonElement value, ConditionUse use)
    {
        var needed = scalars.Count > 0 ? scalars[0].Type : ValueTypes.Scalar;
        if (!needed.HasFlag(JsonWords.TypeOf(value)))
        {
            return TestResult.Error($"must be {Name(needed)}, not {JsonWords.Of(value.ValueKind)}");
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            using var text = Utf8Text.Of(value);
            return text.IsUnicode ? TestResult.Of(IsAny(text.Bytes) == wantEqual) : TestResult.Error(StringOperand.NotUnicode);
        }

        if (Scalar.FromJsonOrNull(value, out var problem) is not { } given)
        {
            return TestResult.Error(problem!);
        }

        var (exact, doubles) = EqualToAny(given, scalars);
        return exact == doubles ? TestResult.Of(exact == wantEqual) : TestResult.Error(NumberOperand.DoublesDiffer);
    }

    /// <summary>One scalar, as <c>eq</c> and <c>neq</c> take it.</summary>
    internal static EqualityTest? CompileOne(JsonElement operand, ICollection<OperandProblem> problems, bool wantEqual) =>
        ScalarOrNull(operand, problems, "") is { } scalar ? new EqualityTest([scalar], wantEqual) : null;

    /// <summary>A list of scalars of one type, as <c>in</c> and <c>not_in</c> take it.</summary>
    internal static EqualityTest? CompileList(JsonElement operand, ICollection<OperandProblem> problems, bool wantEqual)
    {
        if (operand.ValueKind != JsonValueKind.Array)
        {
            problems.Add(new OperandProblem("", $"the operand must be a list of scalars, not {JsonWords.Of(operand.ValueKind)}"));
            return null;
        }

        var scalars = new List<Scalar>();
        var index = 0;
        foreach (var element in operand.EnumerateArray())
        {
            var pointer = $"/{index++}";
            var scalar = ScalarOrNull(element, problems, pointer);
            if (scalar is null)
            {
                continue;
            }

            scalars.Add(scalar);
            if (scalar.Type != scalars[0].Type)
            {
                problems.Add(new OperandProblem(pointer, $"the list must hold scalars of one type: this is {Name(scalar.Type)}, the first is {Name(scalars[0].Type)}"));
                scalars.RemoveAt(scalars.Count - 1);
            }
        }

        return scalars.Count == index ? new EqualityTest(scalars, wantEqual) : null;
    }

    internal static (bool Exact, bool Doubles) EqualToAny(Scalar given, IEnumerable<Scalar> scalars)
    {
        var (exact, doubles) = (false, false);
        foreach (var scalar in scalars)
        {
            var one = given.EqualTo(scalar);
            exact |= one.Exact;
            doubles |= one.Doubles;
        }

        return (exact, doubles);
    }

    internal static Scalar? ScalarOrNull(JsonElement operand, ICollection<OperandProblem> problems, string pointer)
    {
        var scalar = Scalar.FromJsonOrNull(operand, out var problem);
        if (problem is not null)
        {
            problems.Add(new OperandProblem(pointer, "the operand " + problem));
        }

        return scalar;
    }

    private bool IsAny(ReadOnlySpan<byte> given)
    {
        foreach (var text in _texts)
        {
            if (given.SequenceEqual(text))
            {
                return true;
            }
        }

        return false;
    }

    private static string Name(ValueTypes type) => type switch
    {
        ValueTypes.String => "a string",
        ValueTypes.Number => "a number",
        ValueTypes.Boolean => "a boolean",
        _ => "a string, a number or a boolean",
    };
}
