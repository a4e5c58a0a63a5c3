using System.Text;
using System.Text.Json;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Operators.Operands;

/// <summary>Reads strings of operands and values, lists of them, and the other plain operands, each with its fault in words.</summary>
internal static class StringOperand
{
    internal const string NotUnicode = "must be a string of valid Unicode, without a lone surrogate";

    /// <summary>The text of a value that must be a string; null with the problem, going on from the path.</summary>
    internal static string? ValueOrNull(JsonElement value, out string? problem)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            problem = $"must be a string, not {JsonWords.Of(value.ValueKind)}";
            return null;
        }

        var text = JsonWords.StringOrNull(value);
        problem = text is null ? NotUnicode : null;
        return text;
    }

    /// <summary>The text of an operand that must be a string.</summary>
    internal static string? OperandOrNull(JsonElement operand, ICollection<OperandProblem> problems, string pointer = "")
    {
        var text = ValueOrNull(operand, out var problem);
        if (problem is not null)
        {
            problems.Add(new OperandProblem(pointer, "the operand " + problem));
        }

        return text;
    }

    /// <summary>As <see cref="OperandOrNull"/>, in UTF-8.</summary>
    internal static byte[]? Utf8OrNull(JsonElement operand, ICollection<OperandProblem> problems) =>
        OperandOrNull(operand, problems) is { } text ? Encoding.UTF8.GetBytes(text) : null;

    /// <summary>The strings of an operand that must be a list of strings, each read on; null where the list or any element has a fault.</summary>
    internal static IReadOnlyList<T>? ListOrNull<T>(JsonElement operand, ICollection<OperandProblem> problems, Func<string, (T? Read, string? Problem)> read)
        where T : class
    {
        if (operand.ValueKind != JsonValueKind.Array)
        {
            problems.Add(new OperandProblem("", $"the operand must be a list of strings, not {JsonWords.Of(operand.ValueKind)}"));
            return null;
        }

        var found = new List<T>();
        var index = 0;
        foreach (var element in operand.EnumerateArray())
        {
            var pointer = $"/{index++}";
            var text = OperandOrNull(element, problems, pointer);
            if (text is null)
            {
                continue;
            }

            var (one, problem) = read(text);
            if (one is null)
            {
                problems.Add(new OperandProblem(pointer, problem!));
            }
            else
            {
                found.Add(one);
            }
        }

        return found.Count == index ? found : null;
    }

    /// <summary>An operand that must be true or false.</summary>
    internal static bool? TruthOrNull(JsonElement operand, ICollection<OperandProblem> problems)
    {
        if (operand.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return operand.ValueKind == JsonValueKind.True;
        }

        problems.Add(new OperandProblem("", $"the operand must be true or false, not {JsonWords.Of(operand.ValueKind)}"));
        return null;
    }
}
