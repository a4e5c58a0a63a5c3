namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>Short ways to make built-in functions and to keep what a value depends on.</summary>
internal static class Native
{
    public static NativeValue Of(string name, Func<Machine, CallSite, Value> call) => new(name, call);

    /// <summary>A text that depends on what its sources depend on.</summary>
    public static Value Text(string text, Value source) => ConstantValue.Of(text).With(source.Taint, source.Partial);

    public static Value Truth(bool truth, Value source) => ConstantValue.Of(truth).With(source.Taint, partial: false);

    public static Value Number(double number, Value source) => ConstantValue.Of(number).With(source.Taint, partial: false);

    /// <summary>An argument as a text; null where it is none.</summary>
    public static string? TextOrNull(CallSite call, int index) => (call[index] as ConstantValue)?.Text;

    /// <summary>An argument as a whole number.</summary>
    public static int Int(CallSite call, int index, int usual) =>
        call[index] is ConstantValue { Content: double number } && Math.Abs(number) < 1e9 ? (int)number : usual;
}
