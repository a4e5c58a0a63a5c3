using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>What <c>inspect</c> says of functions: their parameters, and signatures that the source makes and sets itself.</summary>
internal static class PythonSignatures
{
    private const string ParameterTag = "parameter";
    private const string SignatureTag = "signature";

    /// <summary>A call of <c>inspect</c>; null for what is not modelled.</summary>
    public static Value? CallOrNull(Machine machine, UnknownValue callee, CallSite call) =>
        callee.LastName switch
        {
            "signature" => call.Arguments.Count > 0 ? Signature(Parameters(machine, call.Arguments[0]).Select(static p => Record(p))) : UnknownValue.Plain,
            "Signature" => Made(machine, call),
            "Parameter" => MadeParameter(call),
            "isroutine" or "isfunction" or "ismethod" => Test(call[0], static v => v is FunctionValue or NativeValue),
            "iscoroutinefunction" => UnknownValue.Plain,
            "isclass" => Test(call[0], static v => v is ClassValue),
            "cleandoc" when call[0] is ConstantValue { Text: { } text } constant => Native.Text(PythonLibraries.Dedented(text).Trim(), constant),
            "getdoc" when call[0] is FunctionValue or ClassValue => machine.GetMember(call[0], "__doc__") is ConstantValue { Text: { } words } own ? Native.Text(PythonLibraries.Dedented(words).Trim(), own) : ConstantValue.Null,
            _ => null,
        };

    /// <summary>A member of a signature or parameter; null for other records.</summary>
    public static Value? MemberOrNull(RecordValue record, string name) =>
        (record.Tag, name) switch
        {
            (SignatureTag, "replace") => Native.Of(name, (machine, call) => Made(machine, call)),
            (SignatureTag, "bind" or "bind_partial") => Native.Of(name, static (_, _) => UnknownValue.Plain),
            (ParameterTag, "replace") => Native.Of(name, (_, call) => Replaced(record, call)),
            (ParameterTag, "default" or "annotation") => Empty,
            _ => null,
        };

    /// <summary>The parameters that a call from outside fills: those that the source has set, or those of the function in the end. <c>*args</c> and <c>**kwargs</c> are none.</summary>
    public static IReadOnlyList<Parameter> Parameters(Machine machine, Value target)
    {
        var value = target.Primary;
        for (var i = 0; i < 12; i++)
        {
            switch (value)
            {
                case FunctionValue { HasMembers: true } set when set.Members.FindOrNull("__signature__")?.Primary is RecordValue { Tag: SignatureTag } signature:
                    return FromSignature(machine, signature);
                case FunctionValue { HasMembers: true } wrapper when wrapper.Members.FindOrNull("__wrapped__") is { } inner:
                    value = inner.Primary;
                    break;
                case PartialValue part:
                    return [.. Parameters(machine, part.Function).Skip(part.Arguments.Count).Select(p => part.Named.TryGetValue(p.Name, out var given) ? p with { Default = given } : p)];
                case FunctionValue function:
                    return Own(machine, function);
                case RecordValue { Class: not null } callable when machine.GetMember(callable, "__call__") is FunctionValue method:
                    value = method;
                    break;
                default:
                    return [];
            }
        }

        return [];
    }

    private static List<Parameter> Own(Machine machine, FunctionValue function)
    {
        var frame = new Frame(function.This ?? ConstantValue.Undefined, function.Home, machine.Depth);
        var list = new List<Parameter>();
        foreach (var parameter in function.Node[0].Children)
        {
            if (parameter[0].Kind != FactKind.Rest && parameter[0].Text is { } name)
            {
                var annotation = parameter[2].IsAbsent ? null : machine.Evaluate(parameter[2], function.Scope, frame);
                var value = parameter[1].IsAbsent ? null : machine.Evaluate(parameter[1], function.Scope, frame);
                list.Add(new Parameter(name, annotation, value, function.Scope));
            }
        }

        return list;
    }

    private static List<Parameter> FromSignature(Machine machine, RecordValue signature)
    {
        var list = new List<Parameter>();
        foreach (var item in signature.FindOrNull("parameters") is RecordValue members ? members.Keys.Select(k => members.FindOrNull(k)!.Primary).OfType<RecordValue>() : [])
        {
            if (item.FindOrNull("name")?.Primary is ConstantValue { Text: { } name, Partial: false } && (item.FindOrNull("kind")?.Primary as UnknownValue)?.LastName is not ("VAR_POSITIONAL" or "VAR_KEYWORD"))
            {
                list.Add(new Parameter(name, Given(item, "annotation"), Given(item, "default"), (item.FindOrNull("__scope__") as ScopeValue)?.Scope ?? machine.Current?.Scope));
            }
        }

        return list;
    }

    private static Value? Given(RecordValue parameter, string name) => parameter.FindOrNull(name) is { } value && value is not UnknownValue { LastName: "empty" or "_empty" } ? value : null;

    private static RecordValue Record(Parameter parameter)
    {
        var record = new RecordValue { Tag = ParameterTag };
        record.Set("name", ConstantValue.Of(parameter.Name));
        record.Set("annotation", parameter.Annotation ?? Empty);
        record.Set("default", parameter.Default ?? Empty);
        record.Set("kind", new UnknownValue { Module = "inspect", Path = "Parameter.POSITIONAL_OR_KEYWORD" });
        if (parameter.Scope is { } scope)
        {
            record.Set("__scope__", new ScopeValue(scope));
        }

        return record;
    }

    private static UnknownValue Empty => new() { Module = "inspect", Path = "Parameter.empty" };

    private static RecordValue Signature(IEnumerable<RecordValue> parameters)
    {
        var all = new RecordValue();
        foreach (var parameter in parameters)
        {
            if (parameter.FindOrNull("name")?.Primary is ConstantValue { Text: { } name })
            {
                all.Set(name, parameter);
            }
        }

        var record = new RecordValue { Tag = SignatureTag };
        record.Set("parameters", all);
        return record;
    }

    private static RecordValue Made(Machine machine, CallSite call)
    {
        var given = call.Arguments.Count > 0 ? call.Arguments[0] : call.Named.GetValueOrDefault("parameters");
        return Signature(given is null ? [] : (machine.ItemsOrNull(given) ?? []).Select(static i => i.Value.Primary).OfType<RecordValue>().Where(static r => r.Tag is ParameterTag));
    }

    private static RecordValue MadeParameter(CallSite call)
    {
        var record = new RecordValue { Tag = ParameterTag };
        var names = new[] { "name", "kind" };
        for (var i = 0; i < names.Length && i < call.Arguments.Count; i++)
        {
            record.Set(names[i], call.Arguments[i]);
        }

        foreach (var (name, value) in call.Named)
        {
            record.Set(name, value);
        }

        return record;
    }

    private static RecordValue Replaced(RecordValue parameter, CallSite call)
    {
        var record = new RecordValue { Tag = ParameterTag };
        foreach (var key in parameter.Keys)
        {
            record.Set(key, parameter.FindOrNull(key)!);
        }

        foreach (var (name, value) in call.Named)
        {
            record.Set(name, value);
        }

        return record;
    }

    private static Value Test(Value value, Func<Value, bool> test) => value is UnknownValue ? UnknownValue.Tainted(value.Taint) : ConstantValue.Of(test(value));
}
