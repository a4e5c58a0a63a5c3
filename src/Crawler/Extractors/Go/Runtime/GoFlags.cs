using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>What a start is given: flags and environment variables. Each is worth its default, and says what it depends on.</summary>
internal sealed class GoFlags(GoRuntime runtime)
{
    private readonly Dictionary<string, Value> _defaults = new(StringComparer.OrdinalIgnoreCase);

    public Value? CallOrNull(UnknownValue callee, CallSite call)
    {
        var name = callee.LastName;
        switch (callee.Module)
        {
            case "os" or "syscall":
                return Environment(name, call);
            case "github.com/spf13/viper":
                return Configured(name, call);
            case "flag" or "github.com/spf13/pflag" or "github.com/spf13/cobra" or "github.com/peterbourgon/ff/v3" or "github.com/jessevdk/go-flags":
                return Declared(name, call) ?? Given(name, call);
            default:
                return null;
        }
    }

    private static Value? Environment(string name, CallSite call)
    {
        var taint = $"the environment variable {Native.TextOrNull(call, 0) ?? "of a name made at run time"}";
        return name switch
        {
            "Getenv" => ConstantValue.Of("").With(taint, partial: false),
            "LookupEnv" => GoTuple.Of(ConstantValue.Of("").With(taint, partial: false), ConstantValue.False.With(taint, partial: false)),
            _ => null,
        };
    }

    private Value? Configured(string name, CallSite call)
    {
        var key = Native.TextOrNull(call, 0);
        if (name == "SetDefault" && key is not null && call.Arguments.Count > 1)
        {
            _defaults[Plain(key)] = call.Arguments[1];
            return ConstantValue.Null;
        }

        return key is null ? null : name == "IsSet" ? ConstantValue.False.With($"the setting {key}", partial: false) : Zero(name, key, $"the setting {key}");
    }

    /// <summary>A flag is asked for by its name.</summary>
    private Value? Given(string name, CallSite call) =>
        name.StartsWith("Get", StringComparison.Ordinal) && Native.TextOrNull(call, 0) is { } key && Zero(name, key, $"--{key}") is { } value ? GoTuple.Of(value, ConstantValue.Null) : null;

    private Value? Zero(string name, string key, string taint)
    {
        if (_defaults.TryGetValue(Plain(key), out var known))
        {
            return known is ListValue ? known : Machine.Taint(known, taint);
        }

        return name switch
        {
            "GetString" => ConstantValue.Of("").With(taint, partial: false),
            "GetBool" => ConstantValue.False.With(taint, partial: false),
            "GetInt" or "GetInt64" or "GetInt32" or "GetFloat64" or "GetDuration" or "GetUint" => ConstantValue.Of(0).With(taint, partial: false),
            _ => name.StartsWith("Get", StringComparison.Ordinal) ? UnknownValue.Tainted(taint) : null,
        };
    }

    /// <summary><c>Bool(name, default, usage)</c>, <c>BoolVar(&amp;x, name, default, usage)</c>, and both with a <c>P</c> for a short name.</summary>
    private Value? Declared(string name, CallSite call)
    {
        var isShort = name.EndsWith('P');
        var kind = isShort ? name[..^1] : name;
        var isVariable = kind.EndsWith("Var", StringComparison.Ordinal);
        kind = isVariable ? kind[..^3] : kind;
        if (kind is not ("Bool" or "String" or "Int" or "Int64" or "Uint" or "Float64" or "Duration" or "StringSlice" or "StringArray" or "IntSlice"))
        {
            return null;
        }

        var at = isVariable ? 1 : 0;
        if (Native.TextOrNull(call, at) is not { } flag || call.Arguments.Count <= at + (isShort ? 2 : 1))
        {
            return null;
        }

        var usual = call.Arguments[at + (isShort ? 2 : 1)];
        var value = usual switch
        {
            ConstantValue { IsNothing: true } => new ListValue { IsOpen = true, Taint = $"--{flag}", Depth = runtime.Machine.Depth },
            ListValue list => new ListValue { Items = [.. list.Items], IsOpen = true, Taint = $"--{flag}", Depth = list.Depth, Node = list.Node },
            _ => Machine.Taint(usual, $"--{flag}"),
        };
        _defaults[Plain(flag)] = value;
        if (!isVariable)
        {
            return PointerValue.To(value);
        }

        if (call.Arguments[0] is PointerValue target)
        {
            target.Store(value);
        }

        return ConstantValue.Null;
    }

    private static string Plain(string key) => key.Replace("_", "-", StringComparison.Ordinal);
}
