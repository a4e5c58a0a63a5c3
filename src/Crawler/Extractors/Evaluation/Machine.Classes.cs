using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <content>Classes and their instances.</content>
internal sealed partial class Machine
{
    /// <summary>Makes an instance of a class of the source.</summary>
    public Value Instantiate(ClassValue type, CallSite call)
    {
        var instance = new RecordValue { Class = type, Depth = _conditions.Count, Node = call.Node, File = call.File };
        foreach (var ancestor in type.Chain())
        {
            instance.IsOpen |= ancestor.Base is not null and not ClassValue;
        }

        Construct(type, instance, call);
        return instance;
    }

    private void Construct(ClassValue type, RecordValue instance, CallSite call)
    {
        if (_callDepth >= EvaluationBudget.DeepestCalls || !MayGoOn())
        {
            return;
        }

        if (!type.Methods.TryGetValue("constructor", out var constructor))
        {
            if (type.Base?.Primary is ClassValue ancestor && !ReferenceEquals(ancestor, type))
            {
                _callDepth++;
                Construct(ancestor, instance, call);
                _callDepth--;
            }
            else if (type.Base is UnknownValue outside)
            {
                Host.CallUnknown(this, outside, call);
            }

            InitializeFields(type, instance);
            return;
        }

        if (type.Base is null)
        {
            InitializeFields(type, instance);
        }

        constructor = Host.Constructor(this, type, call) ?? constructor;
        Call(new FunctionValue(constructor, type.Scope) { This = instance, Home = type }, call);
        _aborted = false;
    }

    private Value CallSuper(FactNode node, Scope scope, Frame frame)
    {
        var (arguments, named, isOpen) = Arguments(node, scope, frame);
        var call = new CallSite { Node = node, File = scope.Module.Path, This = frame.This, Name = "super", Arguments = arguments, Named = named, IsOpen = isOpen };
        if (frame.Home is not { } home || frame.This is not RecordValue instance)
        {
            return ConstantValue.Undefined;
        }

        if (home.Base?.Primary is ClassValue ancestor && !ReferenceEquals(ancestor, home))
        {
            _callDepth++;
            Construct(ancestor, instance, call);
            _callDepth--;
        }
        else
        {
            Host.CallUnknown(this, home.Base ?? UnknownValue.Plain, call);
        }

        InitializeFields(home, instance);
        return ConstantValue.Undefined;
    }

    private Value SuperMember(string name, Frame frame) =>
        (frame.Home?.Base?.Primary is ClassValue ancestor ? MethodOrNull(ancestor, name, frame.This) : null) ?? Host.SuperMember(this, frame.This, name);

    private Value? MethodOrNull(ClassValue type, string name, Value self)
    {
        foreach (var ancestor in type.Chain())
        {
            if (ancestor.Methods.TryGetValue(name, out var method))
            {
                return new FunctionValue(method, ancestor.Scope) { Home = ancestor };
            }

            if (ancestor.Getters.TryGetValue(name, out var getter))
            {
                return Call(new FunctionValue(getter, ancestor.Scope) { This = self, Home = ancestor }, new CallSite { Node = FactNode.Absent, File = "", This = self, Arguments = [] });
            }
        }

        return null;
    }

    private void InitializeFields(ClassValue type, RecordValue instance)
    {
        // A field whose value makes its own class anew, or calls `super`, comes back here.
        if (_running.GetValueOrDefault(type.Node) >= MostNestedCallsOfOne)
        {
            IsCut = true;
            return;
        }

        _running[type.Node] = _running.GetValueOrDefault(type.Node) + 1;
        var frame = new Frame(instance, type, _conditions.Count);
        var before = Current;
        Current = type.Scope.Module;
        foreach (var member in type.Node[1].Children)
        {
            if (member.Kind == FactKind.Field && !member.Has(FactFlags.Static) && MemberName(member, member[1], type.Scope, frame) is { } name)
            {
                SetMember(instance, name, member[0].IsAbsent ? ConstantValue.Undefined : Evaluate(member[0], type.Scope, frame));
            }
        }

        Current = before;
        _running[type.Node]--;
    }

    private string? MemberName(FactNode member, FactNode computed, Scope scope, Frame frame) =>
        member.Text ?? (Evaluate(computed, scope, frame) as ConstantValue)?.ToString();

    private ClassValue EvaluateClass(FactNode node, Scope scope, Frame frame)
    {
        var inner = new Scope(scope, scope.Module);
        var type = new ClassValue(node, inner) { Base = node[0].Children.Length > 0 ? Evaluate(node[0][0], scope, frame).Primary : null };
        if (node.Text is not null)
        {
            inner.Declare(node.Text, new Binding(type, _conditions.Count));
        }

        var own = new Frame(type, type, _conditions.Count);
        foreach (var member in node[1].Children)
        {
            switch (member.Kind)
            {
                case FactKind.Method when MemberName(member, member[1], inner, own) is { } name:
                    AddMethod(type, member, name, inner);
                    break;
                case FactKind.Field when member.Has(FactFlags.Static) && MemberName(member, member[1], inner, own) is { } name:
                    type.Statics.Set(name, EvaluateOr(member[0], inner, own));
                    break;
                case FactKind.Block when member.Has(FactFlags.StaticBlock):
                    Execute(member, inner, own);
                    break;
                default:
                    break;
            }
        }

        Host.Made(this, node, type, scope.Module);
        return type;
    }

    private static void AddMethod(ClassValue type, FactNode member, string name, Scope scope)
    {
        if (member.Has(FactFlags.Static))
        {
            var function = new FunctionValue(member[0], scope) { This = type, Home = type };
            type.Statics.Set(name, member.Has(FactFlags.Getter) ? new GetterValue(function) : function);
        }
        else if (member.Has(FactFlags.Getter))
        {
            type.Getters[name] = member[0];
        }
        else if (!member.Has(FactFlags.Setter))
        {
            type.Methods[name] = member[0];
        }
    }
}
