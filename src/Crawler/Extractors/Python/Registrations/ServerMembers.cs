using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Runtime;

namespace Catalog.Crawler.Extractors.Python.Registrations;

/// <summary>The methods of a server object.</summary>
internal sealed class ServerMembers(ToolRegistry registry)
{
    private static readonly Dictionary<string, Value> Nothing = new(StringComparer.Ordinal);

    public Value Member(ServerValue server, string name) =>
        name switch
        {
            "tool" => Native.Of(name, (machine, call) => Tool(machine, server, call)),
            "add_tool" or "register_tool" => Native.Of(name, (machine, call) => AddTool(machine, server, call)),
            "list_tools" => Native.Of(name, (machine, call) => ListTools(machine, server, call)),
            "mount" or "import_server" => Native.Of(name, (machine, call) => Mount(machine, server, call)),
            "run" or "run_async" or "run_stdio_async" or "run_sse_async" or "run_http_async" or "run_streamable_http_async" or "http_app" or "sse_app" or "streamable_http_app" =>
                Native.Of(name, (machine, _) => Run(machine, server)),
            "call_tool" or "resource" or "prompt" or "custom_route" or "list_resources" or "list_prompts" or "read_resource" or "get_prompt" or "list_resource_templates" or "completion" or "progress_notification" or "set_logging_level" or "subscribe_resource" or "unsubscribe_resource" =>
                Native.Of(name, static (_, call) => call.Arguments.Count > 0 && call[0] is FunctionValue function ? function : Native.Of("decorator", static (_, inner) => inner.Arguments.Count > 0 ? inner.Arguments[0] : UnknownValue.Plain)),
            "tools" or "resources" or "prompts" => server,
            _ => new UnknownValue { Module = "mcp", Path = "server." + name },
        };

    /// <summary><c>@mcp.tool</c>, <c>@mcp.tool(...)</c>, <c>mcp.tool(...)(f)</c>, <c>mcp.tool(f, ...)</c>.</summary>
    public Value Tool(Machine machine, ServerValue server, CallSite call)
    {
        if (call.Arguments.Count > 0 && call[0] is FunctionValue or PartialValue)
        {
            registry.AddFunction(machine, server, call.Arguments[0], call.Arguments.Count > 1 ? call.Arguments[1] : null, call.Named);
            return call.Arguments[0];
        }

        var name = call.Arguments.Count > 0 ? call.Arguments[0] : null;
        var named = call.Named;
        if (call.Arguments.Count > 1 && !named.ContainsKey("description") && call[1] is ConstantValue { Text: not null })
        {
            named = new Dictionary<string, Value>(named, StringComparer.Ordinal) { ["description"] = call.Arguments[1] };
        }

        return Native.Of("decorator", (m, inner) =>
        {
            if (inner.Arguments.Count == 0)
            {
                return UnknownValue.Plain;
            }

            registry.AddFunction(m, server, inner.Arguments[0], name, named);
            return inner.Arguments[0];
        });
    }

    public Value AddTool(Machine machine, ServerValue server, CallSite call)
    {
        var value = call.Arguments.Count > 0 ? call.Arguments[0] : call.Named.GetValueOrDefault("fn") ?? call.Named.GetValueOrDefault("tool");
        if (value is not null)
        {
            var named = call.Named;
            if (call.Arguments.Count > 1 && !named.ContainsKey("name"))
            {
                named = new Dictionary<string, Value>(named, StringComparer.Ordinal) { ["name"] = call.Arguments[1] };
            }

            registry.AddAny(machine, server, value, named);
        }

        return value ?? UnknownValue.Plain;
    }

    /// <summary>The decorator of the low-level server; FastMCP's own method of that name is not given a function.</summary>
    public Value ListTools(Machine machine, ServerValue server, CallSite call)
    {
        if (call.Arguments.Count > 0 && call[0] is FunctionValue)
        {
            registry.Handle(machine, server, call.Arguments[0]);
            return call.Arguments[0];
        }

        return Native.Of("decorator", (m, inner) =>
        {
            if (inner.Arguments.Count == 0)
            {
                return UnknownValue.Plain;
            }

            registry.Handle(m, server, inner.Arguments[0]);
            return inner.Arguments[0];
        });
    }

    /// <summary>A new server: the tools and handlers that are given to it at once.</summary>
    public Value New(Machine machine, CallSite call)
    {
        var server = registry.Make();
        if (call.Named.GetValueOrDefault("tools") is { } tools)
        {
            registry.AddAny(machine, server, tools, Nothing);
        }

        if ((call.Named.GetValueOrDefault("on_list_tools") ?? call.Named.GetValueOrDefault("list_tools_handler")) is { } handler)
        {
            registry.Handle(machine, server, handler);
        }

        foreach (var argument in call.Named.Values.Where(static v => v.Primary is FunctionValue))
        {
            machine.Later(argument);
        }

        return server;
    }

    private ConstantValue Mount(Machine machine, ServerValue server, CallSite call)
    {
        var values = call.Arguments.Concat([call.Named.GetValueOrDefault("server") ?? ConstantValue.Undefined]).ToList();
        var inner = values.Find(v => v.Primary is ServerValue) ?? values.Find(v => v.Primary is RecordValue { Class: not null });
        if (inner is not null)
        {
            var prefix = call.Named.GetValueOrDefault("prefix") ?? call.Named.GetValueOrDefault("namespace") ?? call.Arguments.FirstOrDefault(a => !ReferenceEquals(a, inner));
            registry.Mount(machine, server, inner, prefix);
        }

        return ConstantValue.Null;
    }

    private Value Run(Machine machine, ServerValue server)
    {
        registry.Run(machine, server);
        return UnknownValue.Plain;
    }
}
