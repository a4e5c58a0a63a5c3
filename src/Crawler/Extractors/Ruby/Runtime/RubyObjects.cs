using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Ruby.Lowering;

namespace Catalog.Crawler.Extractors.Ruby.Runtime;

/// <summary>Methods that every object has.</summary>
internal static class RubyObjects
{
    /// <summary>A method of any value; null where it is not modelled.</summary>
    public static Value? MemberOrNull(Value target, string name) => name switch
    {
        "freeze" or "dup" or "clone" or "itself" or "to_h" or "to_hash" or "to_a" or "presence" or "deep_dup" or "html_safe" => Native.Of(name, (_, _) => target),
        "then" or "yield_self" => Native.Of(name, (m, call) => call.Named.TryGetValue(LocalNames.Block, out var block) ? m.Call(block, target) : target),
        "tap" => Native.Of(name, (m, call) =>
        {
            m.Call(call.Named.GetValueOrDefault(LocalNames.Block) ?? ConstantValue.Null, target);
            return target;
        }),
        "instance_eval" or "instance_exec" or "class_eval" or "class_exec" or "module_eval" => Native.Of(name, (m, call) => RubyHost.RunIn(m, call.Named.GetValueOrDefault(LocalNames.Block) ?? ConstantValue.Null, target)),
        "nil?" when target is not UnknownValue => Native.Of(name, (_, _) => Native.Truth(target.IsNothing, target)),
        "present?" when target is not UnknownValue => Native.Of(name, (_, _) => Native.Truth(!IsBlank(target), target)),
        "blank?" when target is not UnknownValue => Native.Of(name, (_, _) => Native.Truth(IsBlank(target), target)),
        "to_s" when target is ConstantValue constant => Native.Of(name, (_, _) => Native.Text(constant.IsNothing ? "" : constant.ToString(), target)),
        "to_i" or "to_f" when target is ConstantValue { Content: double } => Native.Of(name, (_, _) => target),
        "respond_to?" => Native.Of(name, static (_, _) => UnknownValue.Plain),
        "send" or "public_send" or "__send__" => Native.Of(name, (m, call) => Sent(m, target, call)),
        "instance_variable_get" => Native.Of(name, (m, call) => Native.TextOrNull(call, 0) is { } member ? m.GetMember(target, member) : UnknownValue.Plain),
        "instance_variable_set" => Native.Of(name, (m, call) => Set(m, target, call)),
        _ when name.Length > 1 && name.EndsWith('=') && target is RecordValue or ClassValue => Native.Of(name, (m, call) => Assigned(m, target, name, call)),
        _ => null,
    };

    private static bool IsBlank(Value value) => value switch
    {
        ConstantValue { Text: { } text } => text.Trim().Length == 0,
        ConstantValue constant => constant.Truth != true,
        ListValue list => list.Items.Count == 0 && !list.IsOpen,
        RecordValue { Class: null, Tag: null } record => record.Keys.Count == 0 && !record.IsOpen,
        _ => false,
    };

    private static Value Sent(Machine machine, Value target, CallSite call) =>
        Native.TextOrNull(call, 0) is { } method
            ? machine.Invoke(machine.GetMember(target, method), new CallSite { Node = call.Node, File = call.File, This = target, Name = method, Arguments = [.. call.Arguments.Skip(1)], Named = call.Named })
            : UnknownValue.Plain;

    private static Value Set(Machine machine, Value target, CallSite call)
    {
        if (Native.TextOrNull(call, 0) is { } member && call.Arguments.Count > 1)
        {
            machine.SetMember(target, member, call.Arguments[1]);
        }

        return call[1];
    }

    private static Value Assigned(Machine machine, Value target, string name, CallSite call)
    {
        machine.SetMember(target, "@" + name[..^1], call.Arguments.Count > 0 ? call.Arguments[0] : ConstantValue.Null);
        return call[0];
    }
}
