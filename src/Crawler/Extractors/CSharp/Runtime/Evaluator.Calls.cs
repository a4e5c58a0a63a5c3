using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

internal sealed partial class Evaluator
{
    /// <summary>Calls a function with what is known of its arguments; the rest is unknown.</summary>
    public Value Invoke(DelegateValue target, IReadOnlyList<Value> arguments, IReadOnlyDictionary<string, Value>? named = null, IReadOnlyList<Value>? types = null)
    {
        if (_running.Count > Deepest || !_running.Add(target.Function))
        {
            return UnknownValue.Plain;
        }

        Entered.Add(target.Function);
        var around = target.Method is null ? target.Place.Inside() : new Place { File = target.Place.File, Type = target.Place.Type, Owner = target.Place.Owner, Self = target.Place.Self };
        foreach (var (parameter, value) in target.Function[4].Children.Zip(types ?? []))
        {
            around.TypeArguments[parameter.Text ?? ""] = value;
        }

        Infer(target.Function, arguments, around);
        _trace?.Enter(target.Place.File.Path, target.Function.Line, target.Function.Text);
        var given = Run(target.Function[1], Bind(target.Function[0].Children, arguments, named ?? System.Collections.Frozen.FrozenDictionary<string, Value>.Empty, around));
        _trace?.Leave();
        _running.Remove(target.Function);
        return given;
    }

    /// <summary>Calls a function of which nothing that is handed to it is known; each only once.</summary>
    public void Follow(DelegateValue target)
    {
        if (!Entered.Contains(target.Function))
        {
            Invoke(target, []);
        }
    }

    private Value Call(FactNode node, Place place)
    {
        var callee = node[0];
        if (callee is { Kind: FactKind.Name, Text: "nameof" })
        {
            return ConstantValue.Of(node[1].Text ?? "");
        }

        Value? target = null;
        DelegateValue? function = null;
        if (callee.Kind == FactKind.Member)
        {
            target = callee.Has(FactFlags.Optional) && callee[0].IsAbsent ? (_accessed.TryPeek(out var accessed) ? accessed : UnknownValue.Plain) : Evaluate(callee[0], place);
        }
        else if (callee.Kind == FactKind.Name)
        {
            function = Name(callee, place) as DelegateValue;
        }
        else
        {
            function = Evaluate(callee, place) as DelegateValue;
        }

        var (arguments, named) = Arguments(node, place);
        var typeNodes = callee.Kind == FactKind.Member ? callee[1].Children : callee.Kind == FactKind.Name ? callee[0].Children : [];
        var call = new CallFacts
        {
            Name = callee.Kind is FactKind.Member or FactKind.Name ? callee.Text ?? "" : "",
            Target = target,
            Arguments = arguments,
            Named = named,
            Types = [.. typeNodes.Select(t => Type(t, place))],
            Node = node,
            Place = place,
        };
        if (Reflected(call) is { } reflected)
        {
            return reflected;
        }

        if (reader?.Call(this, call) is { } read)
        {
            return read;
        }

        if (target is not null && Member(call) is { } given)
        {
            return given;
        }

        if (function is not null)
        {
            return Invoke(Overload(function, arguments.Count + named.Count, call.Types.Count), arguments, named, call.Types);
        }

        // Code that is handed on is called by the library it is handed to.
        foreach (var argument in call.Every)
        {
            if (argument is DelegateValue { Method: null } handed)
            {
                Follow(handed);
            }
        }

        return target switch
        {
            UnknownValue { Path.Length: > 0 } outside => Setting(call) ?? (Value)outside.Member(call.Name),
            // A builder gives itself, so that a chain of calls keeps what it began with.
            RecordValue { Tag: Instance { Symbol: null } } builder when call.Name.StartsWith("With", StringComparison.Ordinal) => builder,
            _ => UnknownValue.Tainted(target?.Taint),
        };
    }

    /// <summary>What is read from the environment or the settings: nothing, at a start with nothing set.</summary>
    private static ConstantValue? Setting(CallFacts call) =>
        call.Name is "GetEnvironmentVariable" or "GetValue" or "GetSection" or "GetConnectionString" && call.Arguments is [ConstantValue { Text: { } name }, ..]
            ? call.Arguments is [_, ConstantValue fallback] ? fallback.With(name, partial: false) : ConstantValue.Null.With(name, partial: false)
            : null;

    private Value? Member(CallFacts call)
    {
        switch (call.Target!.Primary)
        {
            case TypeReference { Symbol: { } type }:
                return Method(type, call, null, call.Arguments);
            case RecordValue { Tag: Instance { Symbol: not null } } record when call.Node[0][0].Kind == FactKind.Super:
                return call.Place.Owner is { } from ? symbols.Chain(from).Skip(1).Take(1).Select(t => Method(t, call, record, call.Arguments)).FirstOrDefault() : null;
            case RecordValue { Tag: Instance { Symbol: { } type } } record when Method(type, call, record, call.Arguments) is { } own:
                return own;
            case ConstantValue { Text: not null } text when TextMember(text, call) is { } worked:
                return worked;
            case ListValue list when ListMember(list, call) is { } worked:
                return worked;
            case RecordValue { Tag: null } record when RecordMember(record, call) is { } worked:
                return worked;
            case UnknownValue { Path: "string" or "String" } when StaticText(call) is { } worked:
                return worked;
            case DelegateValue function when call.Name == "Invoke":
                return Invoke(function, call.Arguments, call.Named, call.Types);
            default:
                break;
        }

        var extensions = symbols.Extensions(call.Name);
        return extensions.Count == 0
            ? null
            : Invoke(Delegate(Best(OfTarget(extensions, call.Target), call.Arguments.Count + call.Named.Count + 1, call.Types.Count), null, null), [call.Target, .. call.Arguments], call.Named, call.Types);
    }

    private Value? Method(TypeSymbol type, CallFacts call, Value? self, IReadOnlyList<Value> arguments)
    {
        foreach (var owner in symbols.Chain(type))
        {
            var methods = owner.Methods.Where(m => m.Name == call.Name && !m.Node[1].IsAbsent).ToList();
            if (methods.Count > 0)
            {
                return Invoke(Delegate(Best(methods, arguments.Count + call.Named.Count, call.Types.Count), self is RecordValue { Tag: Instance { Symbol: { } made } } ? made : type, self), arguments, call.Named, call.Types);
            }

            if (owner.Fields.TryGetValue(call.Name, out var field) && FieldValue(field, self) is DelegateValue held)
            {
                return Invoke(held, arguments, call.Named, call.Types);
            }
        }

        return null;
    }

    private static DelegateValue Delegate(MemberSymbol method, TypeSymbol? type, Value? self) =>
        new(method.Node, new Place { File = method.File, Type = type ?? method.Type, Owner = method.Type, Self = method.IsStatic ? null : self }, method);

    /// <summary>Of several methods of a name, the one that takes that many arguments.</summary>
    private DelegateValue Overload(DelegateValue function, int count, int types)
    {
        if (function.Method is not { Type: { } type } method)
        {
            return function;
        }

        var others = symbols.Chain(type).SelectMany(static t => t.Methods).Where(m => m.Name == method.Name && !m.Node[1].IsAbsent).ToList();
        return others.Count < 2 ? function : Delegate(Best(others, count, types), function.Place.Type, function.Place.Self);
    }

    private static MemberSymbol Best(IReadOnlyList<MemberSymbol> methods, int count, int types) =>
        methods.MinBy(m =>
        {
            var parameters = m.Node[0].Children;
            var least = parameters.Count(static p => p[1].IsAbsent && p.Text != "params");
            return (m.Node[4].Children.Length == types ? 0 : types > 0 ? 400 : 1) + (count < least ? 100 + least - count : count > parameters.Length && !parameters.Any(static p => p.Text == "params") ? 200 + count - parameters.Length : Math.Abs(parameters.Length - count));
        })!;

    /// <summary>Of extensions of one name, those for the type of what they are called on; all where none is for it.</summary>
    private static IReadOnlyList<MemberSymbol> OfTarget(IReadOnlyList<MemberSymbol> extensions, Value target)
    {
        var own = target.Primary is RecordValue { Tag: Instance made } ? extensions.Where(e => e.Node[0][0][2].Text == made.TypeName).ToList() : [];
        return own.Count > 0 ? own : extensions;
    }

    /// <summary>A type expression as a value.</summary>
    private Value Type(FactNode node, Place place) =>
        node is { Kind: FactKind.Name, Text: { } name } && place.TypeArgumentOrNull(name) is { } given ? given : new TypeReference(symbols.ResolveOrNull(node, place.File, place.Type), node, place);
}
