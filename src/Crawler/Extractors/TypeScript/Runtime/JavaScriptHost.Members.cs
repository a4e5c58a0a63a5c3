using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Registrations;
using Catalog.Crawler.Extractors.TypeScript.Schemas;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <content>Members of values: of texts, lists, records and modules, and of what lies outside.</content>
internal sealed partial class JavaScriptHost
{
    public Value Member(Machine machine, Value target, string name)
    {
        switch (target.Primary)
        {
            case UnknownValue unknown:
                return UnknownMember(unknown, name);
            case ConstantValue { Text: { } text } constant:
                return TextMembers.Member(constant, text, name);
            case ConstantValue constant when name is "toString" or "toFixed":
                return Native.Of(name, (_, _) => Native.Text(constant.ToString(), constant));
            case ListValue list:
                return ListMembers.Member(machine, list, name);
            case SchemaValue schema:
                return ZodMethods.Member(machine, schema, name);
            case RecordValue { Tag: EvaluatedModule module } exports:
                return FromWhole(machine, module, exports, name);
            case RecordValue { Tag: CommandLine line } parser:
                return line.Member(parser, name);
            case RecordValue { Tag: GivenOptions } when name is not ("hasOwnProperty" or "toString" or "then"):
                return GivenOptions.Missing(name);
            case RecordValue { Tag: RegisteredTool tool } when tool.MemberOrNull(name) is { } change:
                return change;
            case RecordValue { Tag: ListValue entries } map:
                return MapMembers.Member(machine, map, entries, name);
            case RecordValue record:
                return RecordMembers.Of(record, name);
            case FunctionValue function:
                return FunctionMembers.Of(function, name);
            case ClassValue type:
                return name == "default" ? type : UnknownValue.Plain;
            case NativeValue:
                return UnknownValue.Plain;
            default:
                return target.Taint is null ? UnknownValue.Plain : ConstantValue.Undefined.With(target.Taint, partial: false);
        }
    }

    private Value UnknownMember(UnknownValue unknown, string name)
    {
        if (unknown.Module == GlobalFunctions.Module)
        {
            return GlobalFunctions.MemberOrNull(unknown, name) ?? GlobalFunctions.ConstantOrNull($"{unknown.Path}.{name}") ?? unknown.Member(name);
        }

        if (unknown.Module is "process" or "node:process")
        {
            var global = new UnknownValue { Module = GlobalFunctions.Module, Path = "process" };
            return name == "default" ? global : UnknownMember(unknown.Path.Length == 0 ? global : new UnknownValue { Module = GlobalFunctions.Module, Path = "process." + unknown.Path }, name);
        }

        return unknown.Module is null ? unknown
            : SchemaLibraries.MemberOrNull(unknown, name) is { } schema ? schema
            : NodeLibraries.ConstantOrNull(unknown.Module, unknown.Path.Length == 0 || unknown.Path is "default" or "posix" ? name : "") is { } constant ? constant
            : ParserOrNull(unknown) is { } parser && name is not ("default" or "hideBin" or "Parser" or "Command" or "Option" or "Argument" or "createCommand" or "program") ? ((CommandLine)parser.Tag!).Member(parser, name)
            : unknown.Member(name);
    }

    /// <summary>The one parser of command lines that a module gives to all of its importers.</summary>
    private RecordValue? ParserOrNull(UnknownValue value)
    {
        if (!_parsers.TryGetValue(value.Module!, out var parser) && CommandLine.SharedOrNull(value) is { } made)
        {
            _parsers[value.Module!] = parser = made;
        }

        return CommandLine.SharedOrNull(value) is null ? null : parser;
    }

    /// <summary>A name that a file gives on from others: <c>export * from</c>.</summary>
    private Value FromWhole(Machine machine, EvaluatedModule module, RecordValue exports, string name)
    {
        if (!_looking.Add(module))
        {
            return UnknownValue.Plain;
        }

        Value? outside = null;
        foreach (var other in module.ExportedWhole)
        {
            var value = machine.GetMember(other(), name);
            if (value is UnknownValue)
            {
                outside ??= value;
            }
            else if (value is not ConstantValue { IsUndefined: true })
            {
                _looking.Remove(module);
                return value;
            }
        }

        _looking.Remove(module);
        if (outside is not null)
        {
            return outside;
        }

        // A CommonJS file is its own default.
        return name == "default" && module.Scope.Has("module") || (name == "default" && exports.Keys.Count > 0 && exports.FindOrNull("default") is null && exports.FindOrNull("__esModule") is not null)
            ? exports
            : module.IsDone && !exports.IsOpen && name != "default" ? ConstantValue.Undefined : name == "default" && exports.Keys.Count > 0 ? exports : UnknownValue.Plain;
    }
}
