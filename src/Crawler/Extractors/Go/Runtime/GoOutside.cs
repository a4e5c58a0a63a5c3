using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Registrations;
using Catalog.Crawler.Extractors.Go.Schemas;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Calls of what the source does not define: conversions, the SDKs, libraries. What an unknown library is given, it may call.</summary>
internal sealed class GoOutside(GoRuntime runtime)
{
    private const int DeepestEscape = 5;
    private const int MostEscapes = 20_000;
    private static readonly string[] Started = ["Run", "RunE", "Execute", "Start", "Serve", "ServeHTTP", "Main", "Action", "BeforeApply", "AfterApply"];
    private static readonly string[] Decoders = ["Unmarshal", "Decode", "Parse", "Process", "Bind", "Load", "Scan", "Populate", "Fill", "ReadConfig", "ReadInConfig", "Set"];

    /// <summary>What an SDK is given to answer requests with: it offers no tools at the start.</summary>
    private static readonly string[] Answering = ["Prompt", "Resource", "Middleware", "Completion", "Notification"];
    private readonly SdkCalls _sdk = new(runtime);
    private readonly GoLibraries _libraries = new(runtime);
    private readonly SchemaCalls _schemas = new(runtime);
    private readonly GoFlags _flags = new(runtime);
    private readonly Queue<(FunctionValue Function, string? Condition)> _later = [];
    private readonly HashSet<(object, object)> _queued = [];
    private readonly HashSet<Value> _escaped = new(ReferenceEqualityComparer.Instance);

    public Value Call(Value callee, CallSite call)
    {
        switch (callee)
        {
            case GoType type:
                return Converted(type, call);
            case GoInstantiation made:
                return Known(made.Origin, made.Arguments, call) ?? Unknown(made.Origin, call);
            case UnknownValue { Module: not null } outside:
                return Known(outside, [], call) ?? Unknown(outside, call);
            default:
                return _sdk.OnUnknownOrNull(call) ?? Translated(call) ?? Unknown(UnknownValue.Plain, call);
        }
    }

    /// <summary>Calls what the outside was given, until nothing is left.</summary>
    public void RunLater()
    {
        while (_later.TryDequeue(out var next))
        {
            runtime.Machine.Under(next.Condition, () => runtime.Machine.CallWithUnknowns(Native.Of("later", (_, _) => runtime.Calls.CallOpen(next.Function))));
            runtime.Machine.RunLater();
        }

        runtime.Machine.RunLater();
    }

    /// <summary>A value that code outside may use from now on: its functions may be called.</summary>
    public void Escape(Value value, int depth = 0)
    {
        if (depth > DeepestEscape || _escaped.Count > MostEscapes || (value is RecordValue or ListValue && !_escaped.Add(value)))
        {
            return;
        }

        switch (value)
        {
            case FunctionValue function when _queued.Add((function.Node, (object?)(function.This as RecordValue) ?? function.Scope)):
                _later.Enqueue((function, runtime.Machine.Condition));
                break;
            case PointerValue pointer:
                Escape(pointer.Target, depth + 1);
                break;
            case ChoiceValue choice:
                foreach (var option in choice.Options)
                {
                    Escape(option.Value, depth + 1);
                }

                break;
            case ListValue list:
                foreach (var item in list.Items.Take(500).ToList())
                {
                    Escape(item.Value, depth + 1);
                }

                break;
            case RecordValue { Tag: not GoPackage } record:
                EscapeRecord(record, depth);
                break;
            default:
                break;
        }
    }

    private Value? Known(UnknownValue callee, IReadOnlyList<GoType> types, CallSite call) =>
        _sdk.CallOrNull(callee, types, call) ?? _schemas.CallOrNull(callee, types, call) ?? _libraries.CallOrNull(callee, call) ?? _flags.CallOrNull(callee, call);

    private Value Unknown(UnknownValue callee, CallSite call)
    {
        if (callee.Module is { } module && GoSdk.IsSdk(module) && Array.Exists(Answering, a => call.Name.Contains(a, StringComparison.Ordinal)))
        {
            return callee.Called();
        }

        var isDecoder = Array.Exists(Decoders, d => call.Name.StartsWith(d, StringComparison.Ordinal));
        foreach (var argument in call.Arguments.Concat(call.Named.Values))
        {
            if (isDecoder)
            {
                Open(argument);
            }

            Escape(argument);
        }

        if (call.This is RecordValue or PointerValue && callee.Module is not null)
        {
            Escape(call.This);
        }

        return callee.Called();
    }

    private void EscapeRecord(RecordValue record, int depth)
    {
        foreach (var key in record.Keys.Take(500).ToList())
        {
            Escape(record.FindOrNull(key)!, depth + 1);
        }

        if (record.Tag is not GoType { Kind: TypeKind.Named or TypeKind.Structure } type)
        {
            return;
        }

        foreach (var name in Started.Where(type.Methods.ContainsKey))
        {
            Escape(runtime.Members.Bound(type.Methods[name], type, record), depth + 1);
        }

        // The commands of a program that a library reads off a structure.
        foreach (var field in runtime.Types.Fields(type).Where(static f => StructTag.FindOrNull(f.Tag, "cmd") is not null).Take(100))
        {
            Escape(runtime.Machine.GetMember(record, field.Name), depth + 1);
        }
    }

    /// <summary>What a decoder writes to is not known any more, but for what it was before.</summary>
    private static void Open(Value value)
    {
        switch (value)
        {
            case PointerValue { Target: RecordValue record }:
                Open(record, 0);
                break;
            case PointerValue { Target: ListValue list }:
                list.IsOpen = true;
                break;
            case PointerValue { Target: ConstantValue constant } pointer:
                pointer.Store(Machine.Taint(constant, "the configuration"));
                break;
            default:
                break;
        }
    }

    private static void Open(RecordValue record, int depth)
    {
        record.IsOpen = true;
        foreach (var key in record.Keys.Take(500).ToList())
        {
            switch (record.FindOrNull(key))
            {
                case ConstantValue constant:
                    record.Set(key, Machine.Taint(constant, "the configuration"));
                    break;
                case ListValue list:
                    list.IsOpen = true;
                    break;
                case RecordValue inner when depth < 4:
                    Open(inner, depth + 1);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary><c>T(x)</c>.</summary>
    private Value Converted(GoType type, CallSite call)
    {
        var value = call.Arguments.Count > 0 ? call.Arguments[0] : ConstantValue.Null;
        var inner = runtime.Types.Underlying(type);
        if (inner is { Kind: TypeKind.Basic, Name: "string" } && value is ConstantValue { Content: double code } && System.Text.Rune.IsValid((int)code))
        {
            return ConstantValue.Of(new System.Text.Rune((int)code).ToString());
        }

        if (value is RecordValue { Class: null, Tag: GoType } && runtime.Literals.Copy(value) is RecordValue copy && inner.Kind is TypeKind.Structure && !ReferenceEquals(copy, value))
        {
            copy.Tag = type;
            return copy;
        }

        return value is UnknownValue { Module: null } ? runtime.Types.Open(type, value.Taint) : value;
    }

    /// <summary>A translation's default: an unknown function of a key in capitals and a text.</summary>
    private static ConstantValue? Translated(CallSite call) =>
        call.Arguments.Count == 2 && call[0] is ConstantValue { Text: { Length: > 2 } key } && call[1] is ConstantValue { Text: not null } words && key.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_')
            ? words
            : null;
}
