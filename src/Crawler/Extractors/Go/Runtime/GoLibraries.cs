using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Schemas;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>The parts of the standard library, and of a few others, that definitions are put together with.</summary>
internal sealed class GoLibraries(GoRuntime runtime)
{
    private readonly GoCollections _collections = new(runtime);

    public Value? CallOrNull(UnknownValue callee, CallSite call)
    {
        var name = callee.LastName;
        switch (callee.Module)
        {
            case "fmt":
                return Format(name, call);
            case "strings":
                return GoStrings.CallOrNull(runtime.Machine, name, call);
            case "strconv":
                return Convert(name, call);
            case "encoding/json" or "github.com/goccy/go-json" or "github.com/json-iterator/go":
                return Json(name, call);
            case "slices" or "maps" or "sort" or "golang.org/x/exp/slices" or "golang.org/x/exp/maps" or "github.com/samber/lo":
                return _collections.CallOrNull(callee, call);
            case "path" or "path/filepath" when name == "Join":
                return GoStrings.Joined(runtime.Machine, call.Arguments, "/");
            case "reflect":
                return Reflect(name, call);
            case "os" or "log" or "github.com/sirupsen/logrus" or "k8s.io/klog/v2" when name is "Exit" or "Fatal" or "Fatalf" or "Fatalln":
                runtime.Machine.Abort();
                return ConstantValue.Null;
            case "sync" when name == "Do" || name.StartsWith("Once", StringComparison.Ordinal):
                return name == "Do" && call.Arguments.Count > 0 ? runtime.Calls.Call(call.Arguments[0]) : call.Arguments.Count > 0 ? call.Arguments[0] : null;
            case "embed" or "io/fs" when name == "ReadFile" && call[0] is RecordValue { Tag: GoType { Name: "FS" } } files:
                return GoTuple.Of(Native.TextOrNull(call, 1) is { } path ? new EmbeddedFiles(runtime).Read(files.File ?? "", path) : UnknownValue.Plain, ConstantValue.Null);
            default:
                return Common(name, callee.Module!, call);
        }
    }

    /// <summary>Small functions that many libraries have under the same names.</summary>
    private static Value? Common(string name, string module, CallSite call)
    {
        if (call.Arguments.Count == 1 && name is "To" or "Ptr" or "ToPtr" or "Pointer" or "Of" or "ToBoolPtr" or "BoolPtr" or "Bool" or "String" or "Int" or "Int64" or "Float64" && call.Arguments is [ConstantValue constant]
            && (module.Contains("ptr", StringComparison.Ordinal) || module.Contains("pointer", StringComparison.Ordinal) || module.Contains("mcp", StringComparison.Ordinal) || name is "To" or "Ptr" or "ToPtr" or "ToBoolPtr" or "BoolPtr"))
        {
            return PointerValue.To(constant);
        }

        return call.Arguments.Count > 0 && name == "Must" ? call.Arguments[0] : null;
    }

    private Value? Format(string name, CallSite call) =>
        name switch
        {
            "Sprintf" => GoFormat.Of(runtime.Machine, call),
            "Sprint" => runtime.Machine.Join([.. call.Arguments]),
            "Sprintln" => runtime.Machine.Join([.. call.Arguments, ConstantValue.Of("\n")]),
            _ => null,
        };

    private static Value? Convert(string name, CallSite call)
    {
        if (call[0] is not ConstantValue { IsNothing: false } constant)
        {
            return name.StartsWith("Parse", StringComparison.Ordinal) || name == "Atoi" ? GoTuple.Of(UnknownValue.Tainted(call[0].Taint), ConstantValue.Null) : UnknownValue.Tainted(call[0].Taint);
        }

        return name switch
        {
            "Itoa" or "FormatInt" or "FormatBool" or "FormatUint" => Native.Text(constant.ToString(), constant),
            "Quote" => Native.Text(System.Text.Json.JsonSerializer.Serialize(constant.ToString(), GoJson.Plain), constant),
            "Atoi" or "ParseInt" or "ParseFloat" => GoTuple.Of(double.TryParse(constant.Text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Native.Number(number, constant) : Machine.Taint(ConstantValue.Of(0), constant.Taint), ConstantValue.Null),
            "ParseBool" => GoTuple.Of(Native.Truth(constant.Text is "1" or "t" or "T" or "true" or "TRUE" or "True", constant), ConstantValue.Null),
            _ => null,
        };
    }

    private Value? Json(string name, CallSite call)
    {
        switch (name)
        {
            case "RawMessage":
                return call.Arguments.Count > 0 ? call.Arguments[0] : null;
            case "Marshal" or "MarshalIndent":
                var writer = new GoJson(runtime);
                var node = writer.Write(call.Arguments.Count > 0 ? call.Arguments[0] : ConstantValue.Null);
                return GoTuple.Of(writer.IsPartial ? UnknownValue.Plain : ConstantValue.Of(node?.ToJsonString(GoJson.Plain) ?? "null"), ConstantValue.Null);
            case "Unmarshal" when call[0] is ConstantValue { Text: { } text } && call.Arguments.Count > 1 && call.Arguments[1] is PointerValue target && GoJson.ParseOrNull(text) is { } parsed:
                var value = ValueJson.Read(parsed);
                if (target.Target is RecordValue record && value is RecordValue read)
                {
                    runtime.Machine.Spread(record, read);
                }
                else
                {
                    target.Store(value);
                }

                return ConstantValue.Null;
            default:
                return null;
        }
    }

    private Value? Reflect(string name, CallSite call)
    {
        switch (name)
        {
            case "TypeOf":
                return TypeInference.TypeOf(call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain);
            case "ValueOf" or "New":
                var value = new RecordValue { Tag = GoType.Foreign("reflect", "Value") };
                value.Set("value", call.Arguments.Count == 0 ? UnknownValue.Plain : name == "New" && call[0] is GoType type ? PointerValue.To(runtime.Types.Zero(type)) : call.Arguments[0]);
                return value;
            default:
                return null;
        }
    }
}
