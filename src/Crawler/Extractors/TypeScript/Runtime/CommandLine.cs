using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>
/// The libraries that read command lines (yargs, commander, Node's own), as at a start without arguments: an option has its default or is missing, and what depends on it says so.
/// </summary>
internal sealed class CommandLine
{
    private readonly RecordValue _options = new() { Tag = GivenOptions.Instance };
    private readonly bool _isYargs;
    private int _positional;

    private CommandLine(bool isYargs) => _isYargs = isYargs;

    /// <summary>A parser of a library; null where the value is none.</summary>
    public static RecordValue? ParserOrNull(UnknownValue callee) => callee.LastName switch
    {
        "yargs" => Parser(isYargs: true),
        "default" or "" when callee.Module == "yargs" => Parser(isYargs: true),
        "Command" or "createCommand" when callee.Module is "commander" or "@commander-js/extra-typings" => Parser(isYargs: false),
        _ => null,
    };

    /// <summary>True for the class of commander's parsers, bundled under whatever name.</summary>
    public static bool IsParser(ClassValue type) =>
        type.Chain().Any(static c => c.Methods.ContainsKey("parseAsync") && c.Methods.ContainsKey("opts") && c.Methods.ContainsKey("action") && c.Methods.ContainsKey("requiredOption"));

    /// <summary>What a bundled parser was told so far.</summary>
    public static CommandLine Of(RecordValue parser)
    {
        if (parser.Tag is not CommandLine line)
        {
            parser.Tag = line = new CommandLine(isYargs: false);
        }

        return line;
    }

    /// <summary>A parser that a module makes for all of its importers; null where it makes none.</summary>
    public static RecordValue? SharedOrNull(UnknownValue value) => (value.Module, value.Path) switch
    {
        ("commander" or "@commander-js/extra-typings", "program") => Parser(isYargs: false),
        ("yargs", "" or "default") => Parser(isYargs: true),
        _ => null,
    };

    /// <summary>What <c>parseArgs({ options })</c> of Node gives.</summary>
    public static RecordValue Parsed(Machine machine, CallSite call)
    {
        var line = new CommandLine(isYargs: true);
        line.AddAll(machine, (call[0] as RecordValue)?.FindOrNull("options")?.Primary as RecordValue);
        var result = new RecordValue { IsOpen = true };
        result.Set("values", line._options);
        result.Set("positionals", new ListValue { IsOpen = true, Taint = "the command line" });
        return result;
    }

    /// <summary>A command of stricli, <c>buildCommand({ parameters: { flags }, func or loader })</c>: it runs with the defaults of its flags. Null for other calls.</summary>
    public static Value? CommandOrNull(Machine machine, UnknownValue callee, CallSite call)
    {
        if (callee.LastName != "buildCommand" || call[0] is not RecordValue command || machine.GetMember(command, "parameters").Primary is not RecordValue parameters)
        {
            return null;
        }

        var line = new CommandLine(isYargs: true);
        line.AddAll(machine, machine.GetMember(parameters, "flags").Primary as RecordValue);
        var loaded = machine.GetMember(command, "loader") is FunctionValue loader ? machine.CallWithUnknowns(loader) : machine.GetMember(command, "func");
        machine.Later(loaded is RecordValue { } module ? machine.GetMember(module, "default") : loaded, [line._options]);
        return UnknownValue.Plain;
    }

    /// <summary>A member of a parser; what says nothing of options gives the parser again.</summary>
    public Value Member(RecordValue record, string name) =>
        name switch
        {
            "option" or "requiredOption" => Native.Of(name, (m, call) => Option(m, record, call)),
            "options" when _isYargs => Native.Of(name, (m, call) => Options(m, record, call)),
            "argv" => _options,
            "parseSync" or "parse" or "parseAsync" when _isYargs => Native.Of(name, (_, _) => _options),
            "opts" or "optsWithGlobals" => Native.Of(name, (_, _) => _options),
            "argument" or "arguments" => Native.Of(name, (_, _) => Positional(record)),
            "action" => Native.Of(name, (m, call) => Action(m, record, call)),
            "command" => Native.Of(name, (m, call) => Command(m, record, call)),
            "then" or "catch" or "finally" => UnknownValue.Plain,
            _ => Native.Of(name, (m, call) => Same(m, record, call)),
        };

    private static RecordValue Parser(bool isYargs) => new() { IsOpen = true, Tag = new CommandLine(isYargs) };

    private static RecordValue Same(Machine machine, RecordValue record, CallSite call)
    {
        foreach (var argument in call.Arguments)
        {
            machine.Later(argument);
        }

        return record;
    }

    private RecordValue Option(Machine machine, RecordValue record, CallSite call)
    {
        if (_isYargs)
        {
            Add(machine, Native.TextOrNull(call, 0), call[1] as RecordValue);
            return record;
        }

        // `-p, --port <number>`, a description, then a default or a function that reads the text and a default.
        if (Native.TextOrNull(call, 0)?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(static w => w.StartsWith("--", StringComparison.Ordinal)) is { } flag)
        {
            var usual = call[2] is FunctionValue or NativeValue ? call[3] : call[2];
            var isNegated = flag.StartsWith("--no-", StringComparison.Ordinal);
            Set(isNegated ? flag[5..] : flag[2..], isNegated && usual.IsNothing ? ConstantValue.True : usual);
        }

        return record;
    }

    private RecordValue Options(Machine machine, RecordValue record, CallSite call)
    {
        AddAll(machine, call[0] as RecordValue);
        return record;
    }

    private RecordValue Positional(RecordValue record)
    {
        _positional++;
        return record;
    }

    private RecordValue Action(Machine machine, RecordValue record, CallSite call)
    {
        machine.Soon(call[0], [.. Enumerable.Repeat<Value>(UnknownValue.Plain, _positional), _options, record]);
        return record;
    }

    private RecordValue Command(Machine machine, RecordValue record, CallSite call)
    {
        var inner = Parser(_isYargs);
        var line = (CommandLine)inner.Tag!;
        if (!_isYargs)
        {
            line._positional = Native.TextOrNull(call, 0)?.Count(static c => c is '<' or '[') ?? 0;
            return inner;
        }

        var functions = call.Arguments.Where(static a => a.Primary is FunctionValue or NativeValue).ToList();
        if (functions.Count > 1)
        {
            machine.Call(functions[0], inner);
        }

        if (functions.Count > 0)
        {
            machine.Soon(functions[^1], [line._options]);
        }

        return record;
    }

    private void AddAll(Machine machine, RecordValue? options)
    {
        foreach (var key in options?.Keys.ToList() ?? [])
        {
            Add(machine, key, machine.GetMember(options!, key).Primary as RecordValue);
        }
    }

    private void Add(Machine machine, string? name, RecordValue? option)
    {
        if (name is not null)
        {
            Set(name, option is null ? ConstantValue.Undefined : machine.GetMember(option, "default"));
        }
    }

    private void Set(string name, Value usual)
    {
        if (usual is ConstantValue { IsUndefined: true })
        {
            // Such an option is no member of the result: where results are put together, it hides nothing.
            return;
        }

        var value = usual.Primary switch
        {
            ConstantValue constant => constant.With(GivenOptions.Taint(name), partial: false),
            ListValue list => new ListValue { Items = list.Items, IsOpen = list.IsOpen, Taint = GivenOptions.Taint(name) },
            _ => usual,
        };
        _options.Set(name, value);
        if (name.Contains('-', StringComparison.Ordinal))
        {
            var words = name.Split('-', StringSplitOptions.RemoveEmptyEntries);
            _options.Set(words.Length == 0 ? name : words[0] + string.Concat(words.Skip(1).Select(static w => char.ToUpperInvariant(w[0]) + w[1..])), value);
        }
    }
}
