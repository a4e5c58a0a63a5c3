using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>The names that every file knows, and those that the lowering writes for Go's own syntax.</summary>
internal sealed class GoBuiltins
{
    private readonly GoRuntime _runtime;
    private readonly Dictionary<string, Value> _names = new(StringComparer.Ordinal);

    public GoBuiltins(GoRuntime runtime)
    {
        _runtime = runtime;
        foreach (var basic in new[] { "string", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr", "byte", "rune", "float32", "float64", "complex64", "complex128", "any", "error", "comparable" })
        {
            _names[basic] = GoType.Basic(basic);
        }

        _names["nil"] = ConstantValue.Null;
        _names["true"] = ConstantValue.True;
        _names["false"] = ConstantValue.False;
        Add("append", (_, call) => Append(call, inPlace: false));
        Add("$grow", (_, call) => Append(call, inPlace: true));
        Add("len", static (_, call) => Length(call[0]));
        Add("cap", static (_, call) => Length(call[0]));
        Add("make", (_, call) => Make(call));
        Add("new", (_, call) => PointerValue.To(runtime.Types.Zero(GoTypes.Of(call[0]))));
        Add("copy", static (_, _) => UnknownValue.Plain);
        Add("delete", static (_, call) => Delete(call));
        Add("min", static (_, call) => Extreme(call, Math.Min));
        Add("max", static (_, call) => Extreme(call, Math.Max));
        Add("panic", static (machine, _) => End(machine));
        Add("recover", static (_, _) => ConstantValue.Null);
        Add("$zero", (_, call) => runtime.Types.Zero(GoTypes.Of(call[0])));
        Add("$range", (_, call) => new GoRange(runtime).Of(call.Arguments[0]));
        Add("$slice", static (_, call) => Slice(call));
        Add("$assert", (_, call) => Asserted(call));
        Add("$asserted", (_, call) => GoTuple.Of(Asserted(call), Truth(new TypeTest(runtime).Is(call.Arguments[0], call[1]), call.Arguments[0].Taint)));
        Add("$is", (_, call) => IsAny(call));
        Add("$lookup", (_, call) => Lookup(call));
        Add("$failed", static (_, _) => ConstantValue.False);
        Add("$store", static (_, call) => Store(call));
        Add("$embed", (_, call) => new EmbeddedFiles(runtime).Of(call));
    }

    public Value? FindOrNull(string name) => _names.GetValueOrDefault(name);

    private void Add(string name, Func<Machine, CallSite, Value> call) => _names[name] = Native.Of(name, call);

    private static ConstantValue End(Machine machine)
    {
        machine.Abort();
        return ConstantValue.Null;
    }

    private Value Append(CallSite call, bool inPlace)
    {
        var machine = _runtime.Machine;
        if (call.Arguments.Count == 0 || call.Arguments[0].Primary is UnknownValue)
        {
            return call.Arguments.Count == 0 ? UnknownValue.Plain : Unknown(call);
        }

        if (call.Arguments[0].Primary is ConstantValue { Text: not null })
        {
            return call.Named.TryGetValue("...", out var more) ? machine.Join([call.Arguments[0], more]) : UnknownValue.Plain;
        }

        var list = inPlace && call.Arguments[0].Primary is ListValue own ? own : CopyOf(call.Arguments[0]);
        foreach (var item in call.Arguments.Skip(1))
        {
            _runtime.Registry.Held(item);
            machine.Add(list, _runtime.Literals.Copy(item));
        }

        if (call.Named.TryGetValue("...", out var spread))
        {
            var items = machine.ItemsOrNull(spread is PointerValue ? spread.Primary : spread);
            foreach (var item in items ?? [])
            {
                machine.Add(list, item.Value, item.Condition);
            }

            list.IsOpen |= items is null || spread.Primary is ListValue { IsOpen: true };
        }

        return list;
    }

    /// <summary>A list that starts as an unknown one and then grows: what is added is known.</summary>
    private ListValue Unknown(CallSite call)
    {
        var list = new ListValue { IsOpen = true, Depth = _runtime.Machine.Depth };
        foreach (var item in call.Arguments.Skip(1))
        {
            list.Items.Add(new Slot(item, null));
        }

        if (call.Named.TryGetValue("...", out var spread) && _runtime.Machine.ItemsOrNull(spread) is { } items)
        {
            list.Items.AddRange(items);
        }

        return list;
    }

    private ListValue CopyOf(Value value)
    {
        var list = new ListValue { Depth = _runtime.Machine.Depth, IsOpen = value.Primary is ListValue { IsOpen: true } };
        list.Items.AddRange((_runtime.Machine.ItemsOrNull(value is PointerValue ? value.Primary : value) ?? []).Take(EvaluationBudget.MostItems));
        return list;
    }

    private static Value Length(Value value)
    {
        switch (value)
        {
            case ConstantValue { Text: { } text }:
                return Native.Number(System.Text.Encoding.UTF8.GetByteCount(text), value);
            case ConstantValue:
                return ConstantValue.Of(0);
            case ListValue { IsOpen: false } list:
                var condition = list.Items.Find(static i => i.Condition is not null).Condition;
                return ConstantValue.Of(list.Items.Count(static i => i.Condition is null)).With(list.Taint ?? condition, partial: false);
            case RecordValue { IsOpen: false } map:
                return ConstantValue.Of(map.Keys.Count);
            default:
                return UnknownValue.Tainted(value.Taint);
        }
    }

    private Value Make(CallSite call)
    {
        var type = GoTypes.Of(call[0]);
        var inner = _runtime.Types.Underlying(type);
        switch (inner.Kind)
        {
            case TypeKind.Slice:
                var list = new ListValue { Depth = _runtime.Machine.Depth, Node = call.Node };
                for (var i = 0; i < Math.Min(Native.Int(call, 1, 0), EvaluationBudget.MostRounds); i++)
                {
                    list.Items.Add(new Slot(_runtime.Types.Zero(_runtime.Types.Element(inner)), null));
                }

                return list;
            case TypeKind.Map or TypeKind.Foreign:
                return new RecordValue { Tag = type, Depth = _runtime.Machine.Depth, Node = call.Node, File = call.File };
            default:
                return UnknownValue.Plain;
        }
    }

    private static ConstantValue Delete(CallSite call)
    {
        if (call[0] is RecordValue map)
        {
            if (call[1] is ConstantValue { IsNothing: false } key)
            {
                map.Remove(key.ToString());
            }
            else
            {
                map.IsOpen = true;
            }
        }

        return ConstantValue.Null;
    }

    private static Value Extreme(CallSite call, Func<double, double, double> choose)
    {
        double? best = null;
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (call[i] is not ConstantValue { Content: double number })
            {
                return UnknownValue.Plain;
            }

            best = best is null ? number : choose(best.Value, number);
        }

        return best is null ? UnknownValue.Plain : ConstantValue.Of(best.Value);
    }

    private static Value Slice(CallSite call)
    {
        var start = Native.Int(call, 1, 0);
        switch (call[0])
        {
            case ListValue list when call[1] is ConstantValue && call[2] is ConstantValue:
                var end = Math.Clamp(Native.Int(call, 2, list.Items.Count), 0, list.Items.Count);
                start = Math.Clamp(start, 0, end);
                return new ListValue { Items = list.Items.GetRange(start, end - start), IsOpen = list.IsOpen, Depth = list.Depth, Taint = list.Taint };
            case ListValue list:
                return new ListValue { Items = [.. list.Items], IsOpen = true, Depth = list.Depth };
            case ConstantValue { Text: { } text } constant when call[1] is ConstantValue && call[2] is ConstantValue && Ascii(text):
                var last = Math.Clamp(Native.Int(call, 2, text.Length), 0, text.Length);
                return Native.Text(text[Math.Clamp(start, 0, last)..last], constant);
            default:
                return UnknownValue.Tainted(call[0].Taint);
        }
    }

    private static bool Ascii(string text) => System.Text.Ascii.IsValid(text);

    private Value Asserted(CallSite call) =>
        call.Arguments[0] is UnknownValue { Module: null } unknown ? _runtime.Types.Open(GoTypes.Of(call[1]), unknown.Taint) : call.Arguments[0];

    private Value IsAny(CallSite call)
    {
        var test = new TypeTest(_runtime);
        var isUnknown = false;
        for (var i = 1; i < call.Arguments.Count; i++)
        {
            var truth = test.Is(call.Arguments[0], call[i]);
            if (truth == true)
            {
                return Truth(true, call.Arguments[0].Taint);
            }

            isUnknown |= truth is null;
        }

        return Truth(isUnknown ? null : false, call.Arguments[0].Taint);
    }

    private ListValue Lookup(CallSite call)
    {
        var (value, isThere, taint) = _runtime.Indexes.Lookup(call.Arguments[0], call.Arguments.Count > 1 ? call.Arguments[1] : UnknownValue.Plain);
        return GoTuple.Of(value, Truth(isThere, taint));
    }

    private static Value Truth(bool? truth, string? taint) => truth is { } known ? ConstantValue.Of(known).With(taint, partial: false) : UnknownValue.Tainted(taint);

    private static ConstantValue Store(CallSite call)
    {
        if (call.Arguments.Count == 2 && call.Arguments[0] is PointerValue pointer)
        {
            pointer.Store(call.Arguments[1]);
        }

        return ConstantValue.Null;
    }
}
