using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <content>Names: declarations, exports, patterns, assignments.</content>
internal sealed partial class Machine
{
    private void DeclareEnum(FactNode node, Scope scope, Frame frame)
    {
        var record = new RecordValue { Depth = _conditions.Count, Node = node, File = scope.Module.Path };
        var inner = new Scope(scope, scope.Module);
        var next = 0.0;
        foreach (var member in node.Children)
        {
            var value = member[0].IsAbsent ? ConstantValue.Of(next) : Evaluate(member[0], inner, frame);
            next = value is ConstantValue { Content: double number } ? number + 1 : next;
            record.Set(member.Text ?? "", value);
            inner.Declare(member.Text ?? "", new Binding(value, _conditions.Count));
        }

        scope.Declare(node.Text!, new Binding(record, _conditions.Count));
    }

    private void DeclareNamespace(FactNode node, Scope scope, Frame frame)
    {
        var record = scope.FindOrNull(node.Text!)?.Value as RecordValue ?? new RecordValue { Depth = _conditions.Count };
        scope.Declare(node.Text!, new Binding(record, _conditions.Count));
        var inner = new Scope(scope, scope.Module, isFunction: true);
        Hoist(node[0], inner);
        ExecuteAll([.. node[0].Children.Select(static s => s.Kind == FactKind.Export ? s[0] : s)], inner, frame);
        foreach (var (name, binding) in inner.Names)
        {
            record.Set(name, binding.Value);
        }
    }

    private Completion Export(FactNode node, Scope scope, Frame frame)
    {
        var exports = scope.Module.Exports;
        var inner = node[0];
        if (node.Has(FactFlags.Default) && inner is not ({ Kind: FactKind.Function or FactKind.Class, Text: not null } or { Kind: FactKind.Declare }))
        {
            exports.Set("default", Evaluate(inner, scope, frame));
            return Ended();
        }

        var completion = Execute(inner, scope, frame);
        foreach (var name in DeclaredNames(inner))
        {
            exports.Set(node.Has(FactFlags.Default) ? "default" : name, Live(scope, name));
        }

        return completion;
    }

    private static IEnumerable<string> DeclaredNames(FactNode declaration) =>
        declaration.Kind switch
        {
            FactKind.Declare => declaration.Children.SelectMany(static d => PatternNames(d[0])),
            _ => declaration.Text is { } name ? [name] : [],
        };

    private static IEnumerable<string> PatternNames(FactNode pattern) =>
        pattern.Kind switch
        {
            FactKind.Name => [pattern.Text!],
            FactKind.ArrayPattern => pattern.Children.SelectMany(PatternNames),
            FactKind.ObjectPattern => pattern.Children.SelectMany(PatternNames),
            FactKind.Property or FactKind.DefaultPattern or FactKind.Rest => PatternNames(pattern[0]),
            _ => [],
        };

    private void ExportNames(FactNode node, Scope scope)
    {
        var module = scope.Module;
        foreach (var part in node.Children)
        {
            var inside = part[0].Text ?? "";
            if (node.Text is not { } specifier)
            {
                module.Exports.Set(part.Text!, Live(scope, inside));
            }
            else if (part.Text == "*")
            {
                module.ExportedWhole.Add(() => Host.Import(this, module, specifier));
            }
            else
            {
                module.Exports.Set(part.Text!, new GetterValue(new NativeValue(part.Text!, (_, _) => inside == "*" ? Host.Import(this, module, specifier) : ImportedName(Host.Import(this, module, specifier), inside))));
            }
        }

        if (node.Text is { } source)
        {
            Host.Import(this, module, source);
        }
    }

    /// <summary>An export is what its name is worth when it is read: files may import each other in circles.</summary>
    private static GetterValue Live(Scope scope, string name) =>
        new(new NativeValue(name, (_, _) => scope.FindOrNull(name)?.Value ?? UnknownValue.Plain));

    /// <summary>Takes a value apart by a pattern and declares each name in <paramref name="target"/>; a plain name, which most patterns are, costs one binding and no more.</summary>
    private void Declare(FactNode pattern, Value value, Scope target, Scope scope, Frame frame)
    {
        if (pattern.Kind != FactKind.Name)
        {
            DeclareParts(pattern, value, target, scope, frame);
        }
        else if (MayGoOn())
        {
            target.Declare(pattern.Text!, new Binding(value, _conditions.Count));
        }
    }

    // Apart, so that the closure is made for patterns only.
    private void DeclareParts(FactNode pattern, Value value, Scope target, Scope scope, Frame frame) =>
        Bind(pattern, value, scope, frame, (name, part) => target.Declare(name, new Binding(part, _conditions.Count)));

    /// <summary>Takes a value apart by a pattern and hands over each name with its part.</summary>
    public void Bind(FactNode pattern, Value value, Scope scope, Frame frame, Action<string, Value> declare)
    {
        if (!MayGoOn())
        {
            return;
        }

        switch (pattern.Kind)
        {
            case FactKind.Name:
                declare(pattern.Text!, value);
                break;
            case FactKind.DefaultPattern:
                Bind(pattern[0], OrDefault(value, pattern[1], scope, frame), scope, frame, declare);
                break;
            case FactKind.ObjectPattern:
                BindMembers(pattern, value, scope, frame, declare);
                break;
            case FactKind.ArrayPattern or FactKind.Array:
                BindItems(pattern, value, scope, frame, declare);
                break;
            case FactKind.Rest or FactKind.Spread:
                Bind(pattern[0], value, scope, frame, declare);
                break;
            case FactKind.Member or FactKind.Index:
                Assign(pattern, value, scope, frame);
                break;
            default:
                break;
        }
    }

    /// <summary>A missing value takes the default; an unknown one may have it, which makes it likely but not certain.</summary>
    private Value OrDefault(Value value, FactNode fallback, Scope scope, Frame frame)
    {
        if (fallback.IsAbsent || value is not (ConstantValue { IsUndefined: true } or UnknownValue { Module: null }))
        {
            return value;
        }

        var usual = Evaluate(fallback, scope, frame);
        return value is UnknownValue ? Taint(usual, value.Taint ?? "an option") : usual;
    }

    /// <summary>The same value, known only for a start with nothing set.</summary>
    public static Value Taint(Value value, string? taint) =>
        taint is null ? value : value switch
        {
            ConstantValue constant => constant.With(constant.Taint ?? taint, partial: false),
            UnknownValue { Module: null, Taint: null } => new UnknownValue { Taint = taint },
            ListValue { Taint: null } list => new ListValue { Items = list.Items, IsOpen = list.IsOpen, Depth = list.Depth, Node = list.Node, Taint = taint },
            _ => value,
        };

    private void BindMembers(FactNode pattern, Value value, Scope scope, Frame frame, Action<string, Value> declare)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in pattern.Children)
        {
            if (part.Kind == FactKind.Rest)
            {
                Bind(part[0], Without(value, taken), scope, frame, declare);
                continue;
            }

            var key = part.Text ?? (Evaluate(part[1], scope, frame) as ConstantValue)?.ToString();
            if (key is not null)
            {
                taken.Add(key);
            }

            Bind(part[0], key is null ? UnknownValue.Plain : GetMember(value, key), scope, frame, declare);
        }
    }

    private Value Without(Value value, HashSet<string> taken)
    {
        if (value.Primary is not RecordValue record)
        {
            return UnknownValue.Plain;
        }

        var rest = new RecordValue { Depth = _conditions.Count, IsOpen = record.IsOpen, Node = record.Node, File = record.File };
        foreach (var key in record.Keys.Where(k => !taken.Contains(k)))
        {
            record.TryGet(key, out var slot);
            rest.Set(key, slot.Value, slot.Condition);
        }

        return rest;
    }

    private void BindItems(FactNode pattern, Value value, Scope scope, Frame frame, Action<string, Value> declare)
    {
        var items = ItemsOrNull(value);
        var isOpen = items is null || value.Primary is ListValue { IsOpen: true };
        for (var i = 0; i < pattern.Children.Length; i++)
        {
            var part = pattern.Children[i];
            if (part.Kind is FactKind.Rest or FactKind.Spread)
            {
                var rest = new ListValue { Items = [.. (items ?? []).Skip(i)], IsOpen = isOpen, Depth = _conditions.Count };
                Bind(part[0], rest, scope, frame, declare);
            }
            else if (!part.IsAbsent)
            {
                var item = items is not null && i < items.Count ? items[i].Value : isOpen ? UnknownValue.Tainted(value.Taint) : ConstantValue.Undefined;
                Bind(part, item, scope, frame, declare);
            }
        }
    }

    private void Assign(FactNode target, Value value, Scope scope, Frame frame)
    {
        switch (target.Kind)
        {
            case FactKind.Name:
                if (scope.FindOrNull(target.Text!) is { } binding)
                {
                    Write(binding, value);
                }
                else
                {
                    scope.Function.Declare(target.Text!, new Binding(value, _conditions.Count));
                }

                break;
            case FactKind.Member:
                SetMember(EvaluateTarget(target[0], scope, frame), target.Text!, value);
                break;
            case FactKind.Index:
                var owner = Evaluate(target[0], scope, frame);
                if (Evaluate(target[1], scope, frame).Primary is ConstantValue { IsNothing: false, Partial: false } key)
                {
                    SetMember(owner, key.ToString(), value);
                }
                else if (owner.Primary is RecordValue record)
                {
                    record.IsOpen = true;
                }
                else
                {
                    Later(value);
                }

                break;
            default:
                Bind(target, value, scope, frame, (name, part) => Assign(new FactNode(FactKind.Name, name, [], target.Line, target.Column), part, scope, frame));
                break;
        }
    }

    private Value EvaluateTarget(FactNode node, Scope scope, Frame frame) => Evaluate(node, scope, frame);
}
