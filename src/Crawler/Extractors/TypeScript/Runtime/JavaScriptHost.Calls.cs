using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Registrations;
using Catalog.Crawler.Extractors.TypeScript.Schemas;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <content>Calls: what is taken before a function is entered, and what is called that no file of the package defines.</content>
internal sealed partial class JavaScriptHost
{
    public Value? Intercept(Machine machine, Value callee, CallSite call)
    {
        if (callee is FunctionValue && call.Name is "__importDefault" or "__importStar" or "__toESM" or "__toCommonJS" && call.Arguments.Count > 0)
        {
            return call.Arguments[0];
        }

        if (call.Name is "__decorate" or "_ts_decorate")
        {
            _decorated.Applied(machine, call);
            return call.Arguments.Count == 2 ? call.Arguments[1] : UnknownValue.Plain;
        }

        if (call.Name == "__awaiter" && call.Arguments is [var self, _, _, FunctionValue body, ..])
        {
            return machine.Invoke(new FunctionValue(body.Node, body.Scope) { This = self, Home = body.Home }, new CallSite { Node = call.Node, File = call.File, This = self, Arguments = [], IsAwaiter = true });
        }

        if (callee is FunctionValue { Home: { } home } && call.This is RecordValue parser && CommandLine.IsParser(home))
        {
            return CommandLine.Of(parser).Member(parser, call.Name) is NativeValue known ? known.Call(machine, call) : UnknownValue.Plain;
        }

        if (call.Name is "action" or "command" && callee is FunctionValue)
        {
            // A parser of command lines, bundled: which of its commands runs is decided by arguments that nobody knows.
            machine.Soon(ListValue.Of(call.Arguments.Where(static a => a is FunctionValue)));
        }

        if (_bundled.MakeOrNull(machine, callee, call) is { } schema)
        {
            return schema;
        }

        if (callee is FunctionValue && call.Name is "zodToJsonSchema" or "toJSONSchema" or "toJsonSchemaCompat" && call[0] is SchemaValue)
        {
            return ForeignDefinitions.Converted(machine, call);
        }

        return _registrations.ReadOrNull(machine, callee, call);
    }

    public Value CallUnknown(Machine machine, Value callee, CallSite call)
    {
        if (callee is UnknownValue { Module: GlobalFunctions.Module } global)
        {
            if (GlobalFunctions.CallOrNull(machine, global.Path, call) is { } known)
            {
                return known;
            }

            if (global.Path == "require" && Native.TextOrNull(call, 0) is { } required && machine.Current is { } current)
            {
                return Import(machine, current, required);
            }

            if (global.Path == "URL" && NodeLibraries.UrlOrNull(call) is { } url)
            {
                return url;
            }
        }
        else if (callee is UnknownValue { Module: { } module } outside)
        {
            NoteUse(module, outside, call);
            if (IsZod(outside) && _zod.FactoryOrNull(outside.LastName) is { } factory)
            {
                return factory.Call(machine, call);
            }

            if (_toolkits.CallOrNull(machine, outside, call) is { } ofToolkit)
            {
                return ofToolkit;
            }

            if (CommandLine.ParserOrNull(outside) is { } parser)
            {
                return parser;
            }

            if (CommandLine.CommandOrNull(machine, outside, call) is { } command)
            {
                return command;
            }

            if (outside.LastName == "parseArgs" && module is "util" or "node:util")
            {
                return CommandLine.Parsed(machine, call);
            }

            if (_node.CallOrNull(module, outside.LastName, call) is { } ofNode)
            {
                return ofNode;
            }

            if (ForeignDefinitions.DefinitionOrNull(outside, call) is { } definition)
            {
                machine.Later(definition.FindOrNull("register") ?? ConstantValue.Undefined);
                return definition;
            }

            if (_schemas.MakeOrNull(machine, outside, call) is { } schema)
            {
                return schema;
            }

            if ((outside.LastName is "zodToJsonSchema" or "toJSONSchema" or "toJsonSchema" or "toJsonSchemaCompat" || (module == "zod-to-json-schema" && outside.LastName == "default") || outside.Path.EndsWith("JSONSchema.make", StringComparison.Ordinal)) && call[0] is SchemaValue or RecordValue)
            {
                return ForeignDefinitions.Converted(machine, call);
            }

            if (outside.LastName is "dedent" or "stripIndent" or "outdent" or "codeBlock" or "trimIndent" or "default" && call[0] is ConstantValue { Text: { } text } constant && (outside.LastName != "default" || outside.Module!.Contains("dent", StringComparison.Ordinal)))
            {
                return Native.Text(Indentation.Remove(text), constant);
            }
        }

        // Promises are their values here: what waits for one gets it at once.
        if (call.Name is "then" or "finally" && callee is UnknownValue && call.Arguments.Count > 0)
        {
            return machine.Call(call.Arguments[0], call.This is UnknownValue or ConstantValue { IsNothing: true } ? UnknownValue.Plain : call.This);
        }

        foreach (var argument in call.Arguments)
        {
            machine.Later(argument);
        }

        return callee is UnknownValue unknown ? unknown.Called() : UnknownValue.Plain;
    }

    /// <summary>Dependencies that are handed a server to register tools on it, and clients of a remote server.</summary>
    private void NoteUse(string module, UnknownValue outside, CallSite call)
    {
        if (outside.LastName is "StreamableHTTPClientTransport" or "SSEClientTransport" or "experimental_createMCPClient")
        {
            Remote = call[0] is ConstantValue { Text: { } address } ? address : Remote ?? "";
        }
        else if (outside.LastName.Contains("tool", StringComparison.OrdinalIgnoreCase) && call.Arguments.Any(static a => a.Primary is UnknownValue { Module: not null } server && server.Path.EndsWith("()", StringComparison.Ordinal) && RegistrationReader.IsServer(server.LastName)))
        {
            Wishes.Registers(module);
        }
    }

    private static bool IsZod(UnknownValue value) =>
        (value.Module!.StartsWith("zod", StringComparison.Ordinal) && !value.Module.StartsWith("zod-", StringComparison.Ordinal))
        || value.Module is "npm:zod" or "astro/zod" or "v3" or "@hono/zod-openapi"
        || value.Path.StartsWith("z.", StringComparison.Ordinal)
        || value.Path.StartsWith("zod.", StringComparison.Ordinal);
}
