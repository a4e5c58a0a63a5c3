using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Schemas;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>The few functions of the standard library and of pydantic that definitions are made with.</summary>
internal static class PythonLibraries
{
    private const string ArgumentsTag = "arguments";

    /// <summary>A call of one of them; null where it is not modelled.</summary>
    public static Value? CallOrNull(Machine machine, UnknownValue callee, CallSite call)
    {
        var module = callee.Module!;
        var name = callee.LastName;
        switch (name)
        {
            case "Field" when !module.StartsWith("dataclasses", StringComparison.Ordinal):
                return new FieldValue(call);
            case "field" when module == "dataclasses":
                return new FieldValue(call);
            case "getenv" or "get" when module == "os" && callee.Path is "getenv" or "environ.get":
                return Variable(call);
            case "wraps" when call.Arguments.Count > 0 && module == "functools":
                return Wraps(call.Arguments[0]);
            case "partial" when call.Arguments.Count > 0 && module == "functools":
                return new PartialValue(call.Arguments[0], [.. call.Arguments.Skip(1)], call.Named);
            case "lru_cache" or "cache" or "deepcopy" or "copy" or "cast" when call.Arguments.Count > 0 && module is "functools" or "copy" or "typing":
                return name == "cast" && call.Arguments.Count > 1 ? call.Arguments[1] : call.Arguments[0];
            case "dedent" when module == "textwrap" && call[0] is ConstantValue { Text: { } text } constant:
                return Native.Text(Dedented(text), constant);
            case "import_module" when module == "importlib" && call[0] is ConstantValue { Text: { } imported, Partial: false } && machine.Current is { } current:
                return machine.Host.Import(machine, current, imported.StartsWith('.') && call[1] is ConstantValue { Text: { Length: > 0 } package } ? package + imported : imported);
            case "import_module" when module == "importlib" && call.Arguments.Count > 0 && machine.Host is PythonHost host:
                host.ImportDiscovered(machine);
                return UnknownValue.Plain;
            case "sub" when module == "re" && call.Arguments.Count > 2:
                return Substituted(call);
            case "exit" or "_exit" when module is "sys" or "os":
                machine.Abort();
                return UnknownValue.Plain;
            case "ArgumentParser" when module == "argparse":
                return new RecordValue { Tag = ArgumentsTag, Depth = machine.Depth };
            case "OrderedDict" or "defaultdict" when module == "collections":
                return call[0] is RecordValue { Class: null } record ? PythonCollections.Copy(machine, record) : new RecordValue { Depth = machine.Depth, IsOpen = call.Arguments.Count > 0 };
            case "run" when module is "asyncio" or "anyio" or "trio" or "uvloop" && call.Arguments.Count > 0:
                return call[0] is FunctionValue ? machine.Invoke(call.Arguments[0], Passed(call)) : call.Arguments[0];
            case "chain" or "from_iterable" when module == "itertools":
                return name == "chain" ? PythonCollections.Joined(machine, call.Arguments) : PythonCollections.Joined(machine, (machine.ItemsOrNull(call[0]) ?? []).Select(static i => i.Value));
            default:
                return null;
        }
    }

    /// <summary>The members of <c>argparse</c>'s parser; null for other records.</summary>
    public static Value? ParserOrNull(RecordValue record, string name)
    {
        if (record.Tag is not ArgumentsTag)
        {
            return null;
        }

        return name switch
        {
            "add_argument" => Native.Of(name, (_, call) => AddArgument(record, call)),
            "add_argument_group" or "add_mutually_exclusive_group" => Native.Of(name, (_, _) => record),
            "parse_args" => Native.Of(name, (machine, _) => Parsed(machine, record)),
            "parse_known_args" => Native.Of(name, (machine, _) => ListValue.Of([Parsed(machine, record), UnknownValue.Plain])),
            _ => Native.Of(name, static (_, _) => UnknownValue.Plain),
        };
    }

    /// <summary>A text without the margin that all its lines share.</summary>
    public static string Dedented(string text)
    {
        var lines = text.Split('\n');
        var margin = lines.Where(static l => !string.IsNullOrWhiteSpace(l)).Select(static l => l.Length - l.AsSpan().TrimStart(" \t").Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(l => string.IsNullOrWhiteSpace(l) ? "" : l[margin..]));
    }

    /// <summary>Patterns of our own that mean what the usual ones of names mean; the source's own are never run.</summary>
    private static Value Substituted(CallSite call)
    {
        if (call[0] is not ConstantValue { Text: { } pattern } || call[1] is not ConstantValue { Text: { } with } || call[2] is not ConstantValue { Text: { } text } source)
        {
            return UnknownValue.Tainted(call[2].Taint);
        }

        return pattern switch
        {
            "(?<!^)(?=[A-Z])" => Native.Text(string.Concat(text.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? with + c : c.ToString())), source),
            "[^a-zA-Z0-9_]" or @"[^\w]" or @"\W" => Native.Text(string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c.ToString() : with)), source),
            "[^a-zA-Z0-9_-]" => Native.Text(string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c.ToString() : with)), source),
            _ => UnknownValue.Tainted(source.Taint),
        };
    }

    private static CallSite Passed(CallSite call) =>
        new() { Node = call.Node, File = call.File, This = ConstantValue.Undefined, Arguments = [.. call.Arguments.Skip(1)] };

    private static Value Variable(CallSite call)
    {
        var words = $"the environment variable {Native.TextOrNull(call, 0) ?? "of an unknown name"}";
        var usual = call.Arguments.Count > 1 ? call.Arguments[1] : call.Named.GetValueOrDefault("default") ?? ConstantValue.Null;
        return usual.Primary is ConstantValue constant ? constant.With(words, partial: false) : UnknownValue.Tainted(words);
    }

    private static NativeValue Wraps(Value inner) =>
        Native.Of("wraps", (_, call) =>
        {
            if (call.Arguments.Count > 0 && call[0] is FunctionValue wrapper && inner.Primary is FunctionValue && !ReferenceEquals(wrapper, inner.Primary))
            {
                wrapper.Members.Set("__wrapped__", inner);
            }

            return call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain;
        });

    private static ConstantValue AddArgument(RecordValue parser, CallSite call)
    {
        var flags = call.Arguments.Select(static a => (a.Primary as ConstantValue)?.Text).OfType<string>().ToList();
        var flag = flags.Find(static f => f.StartsWith("--", StringComparison.Ordinal)) ?? flags.FirstOrDefault();
        var name = (call.Named.GetValueOrDefault("dest") as ConstantValue)?.Text ?? flag?.TrimStart('-').Replace('-', '_');
        if (name is null)
        {
            return ConstantValue.Null;
        }

        var action = (call.Named.GetValueOrDefault("action") as ConstantValue)?.Text;
        var usual = call.Named.GetValueOrDefault("default") ?? (action == "store_true" ? ConstantValue.False : action == "store_false" ? ConstantValue.True : flag!.StartsWith('-') ? ConstantValue.Null : UnknownValue.Plain);
        parser.Set(name, usual.Primary is ConstantValue constant ? constant.With($"the option {flag}", partial: false) : usual);
        return ConstantValue.Null;
    }

    private static RecordValue Parsed(Machine machine, RecordValue parser)
    {
        var record = new RecordValue { Depth = machine.Depth, IsOpen = true };
        machine.Spread(record, parser);
        return record;
    }
}
