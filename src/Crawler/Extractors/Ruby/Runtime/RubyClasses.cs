using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Ruby.Lowering;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Ruby.Runtime;

/// <summary>Methods of classes and modules, and what their instances inherit from every class.</summary>
internal static class RubyClasses
{
    /// <summary>Marks a method that a module keeps for the classes that include it.</summary>
    private const string GivenMethod = "&class_methods:";

    /// <summary>A method of a class; null where it is not modelled.</summary>
    public static Value? MemberOrNull(RubyHost host, Machine machine, ClassValue type, string name) => name switch
    {
        "new" => Native.Of(name, (m, call) => m.Instantiate(type, call)),
        "to_s" when type.Name is not null => ConstantValue.Of(type.Name),
        "include" or "prepend" => Native.Of(name, (m, call) => Include(host, m, type, call)),
        "extend" => Native.Of(name, (_, call) => Extend(host, type, call)),
        "class_methods" => Native.Of(name, (_, call) => ClassMethods(type, call)),
        "descendants" or "subclasses" when !type.Node.Has(FactFlags.Default) => Native.Of(name, (m, _) => Descendants(host, m, type)),
        "constants" when type.Name is not null => Native.Of(name, (_, _) => ListValue.Of(host.Constants.Below(type.Name).Select(static n => ConstantValue.Of(n)))),
        "const_get" => Native.Of(name, (m, call) => Native.TextOrNull(call, 0) is { } constant ? Constant(host, m, type, constant) : UnknownValue.Plain),
        "instance_methods" or "public_instance_methods" => Native.Of(name, (_, _) => ListValue.Of(type.Methods.Keys.Select(static n => ConstantValue.Of(n)))),
        "attr_accessor" or "attr_reader" or "attr_writer" or "private" or "public" or "protected" or "module_function" or "private_class_method" or "private_constant" or "def_delegators" or "def_delegator" or "delegate" or "require" or "require_relative"
            or "define_method" or "define_singleton_method" or "alias_method" or "singleton_class" or "autoload" => Native.Of(name, static (_, _) => ConstantValue.Null),
        "to_mcp_tool" or "to_tool" or "to_mcp" when type.Node.Text is null => Native.Of(name, (_, _) => type),
        _ when name.Length > 0 && char.IsUpper(name[0]) => Constant(host, machine, type, name),
        _ when type.Statics.FindOrNull("@" + name) is { } kept => kept,
        _ when type.Node.Has(FactFlags.Default) && type.Methods.TryGetValue(name, out var method) => new FunctionValue(method, type.Scope) { This = type, Home = type },
        _ => null,
    };

    /// <summary>What an instance answers that its class does not define: its readers, its class.</summary>
    public static Value? InstanceOrNull(RubyHost host, Machine machine, RecordValue record, ClassValue type, string name) => name switch
    {
        "class" => Native.Of(name, (_, _) => type),
        _ when record.FindOrNull("@" + name) is { } kept => kept,
        _ when name.Length > 0 && char.IsUpper(name[0]) => Constant(host, machine, type, name),
        _ => null,
    };

    private static Value Constant(RubyHost host, Machine machine, ClassValue type, string name) =>
        host.Constants.FindOrNull(machine, name, type.Chain().Select(static c => c.Name ?? ""), type.Scope) ?? new UnknownValue { Module = "", Path = $"{type.Name}::{name}" };

    private static ListValue Descendants(RubyHost host, Machine machine, ClassValue type) =>
        new() { Items = [.. host.Constants.Classes.Where(c => !ReferenceEquals(c.Class, type) && c.Class.Chain().Any(a => a == type || (a.Name is not null && a.Name == type.Name))).Select(static c => new Slot(c.Class, null))], Depth = machine.Depth };

    private static Value Include(RubyHost host, Machine machine, ClassValue type, CallSite call)
    {
        foreach (var module in call.Arguments.Select(static a => a.Primary).OfType<ClassValue>().Select(host.Constants.Whole))
        {
            foreach (var (name, method) in module.Methods)
            {
                type.Methods.TryAdd(name, method);
            }

            // The hook gives the class what the module wants it to have.
            if (module.Statics.FindOrNull("included") is FunctionValue hook)
            {
                machine.Call(hook, type);
            }

            foreach (var key in module.Statics.Keys.Where(static k => k.StartsWith(GivenMethod, StringComparison.Ordinal)).ToList())
            {
                type.Statics.Set(key[GivenMethod.Length..], module.Statics.FindOrNull(key)!);
            }
        }

        return type;
    }

    private static ClassValue Extend(RubyHost host, ClassValue type, CallSite call)
    {
        foreach (var module in call.Arguments.Select(static a => a.Primary).OfType<ClassValue>().Select(host.Constants.Whole))
        {
            foreach (var (name, method) in module.Methods.ToList())
            {
                if (type.Statics.FindOrNull(name) is null)
                {
                    type.Statics.Set(name, new FunctionValue(method, module.Scope) { This = type, Home = module });
                }
            }
        }

        return type;
    }

    /// <summary>Methods that a module gives to the classes that include it: <c>class_methods do … end</c>.</summary>
    private static ConstantValue ClassMethods(ClassValue type, CallSite call)
    {
        if (call.Named.GetValueOrDefault(LocalNames.Block) is FunctionValue block)
        {
            foreach (var function in block.Node[1].Children.SelectMany(static s => s.Kind == FactKind.Block ? s.Children : [s]).Where(static s => s is { Kind: FactKind.Function, Text: not null }))
            {
                type.Statics.Set(GivenMethod + function.Text, new FunctionValue(function, block.Scope) { This = type, Home = type });
            }
        }

        return ConstantValue.Null;
    }
}
