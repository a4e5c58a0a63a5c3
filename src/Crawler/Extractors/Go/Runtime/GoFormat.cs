using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>The formats of <c>fmt.Sprintf</c> that texts are made with.</summary>
internal static class GoFormat
{
    private const string Flags = "+-# 0123456789.*[]";

    public static Value Of(Machine machine, CallSite call)
    {
        if (call.Arguments.Count == 0 || call.Arguments[0].Primary is not ConstantValue { Text: { } format } written)
        {
            return UnknownValue.Tainted(call.Arguments.Count == 0 ? null : call.Arguments[0].Taint);
        }

        var parts = new List<Value>();
        var next = 1;
        var start = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                continue;
            }

            parts.Add(ConstantValue.Of(format[start..i]));
            var verb = i + 1;
            while (verb < format.Length && Flags.Contains(format[verb], StringComparison.Ordinal))
            {
                verb++;
            }

            if (verb < format.Length && format[verb] == '%')
            {
                parts.Add(ConstantValue.Of("%"));
            }
            else
            {
                parts.Add(Argument(call, next++, verb < format.Length ? format[verb] : ' ', format[(i + 1)..Math.Min(verb, format.Length)]));
            }

            i = verb;
            start = Math.Min(verb + 1, format.Length);
        }

        parts.Add(ConstantValue.Of(format[start..]).With(written.Taint, written.Partial));
        return machine.Join(parts);
    }

    private static Value Argument(CallSite call, int index, char verb, string flags)
    {
        if (index >= call.Arguments.Count)
        {
            return UnknownValue.Plain;
        }

        var value = call.Arguments[index];
        if (value is ChoiceValue { Options: var options } && options.All(static o => o.Condition is null))
        {
            // Nothing says which of them it is.
            return UnknownValue.Plain;
        }

        switch (value.Primary)
        {
            case ConstantValue { Text: { } text } when verb == 'q':
                return Native.Text("\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"", value);
            case ConstantValue { Content: double number } when verb == 'd' && flags.Length is > 0 and < 4 && int.TryParse(flags, out var width):
                return Native.Text(flags[0] == '0' ? ConstantValue.Format(number).PadLeft(width, '0') : ConstantValue.Format(number).PadLeft(width), value);
            case ConstantValue { IsNothing: false } constant when verb is 's' or 'd' or 'v' or 't' or 'g' or 'f' && (flags.Length == 0 || verb is 'v' or 'd'):
                return constant;
            case ListValue { IsOpen: false } list when verb is 'v' or 's' && Machine.JoinedOrNull(list, " ") is { } joined:
                return Native.Text($"[{joined}]", value);
            default:
                return UnknownValue.Tainted(value.Taint);
        }
    }
}
