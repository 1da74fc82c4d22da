using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AgentConsole.Tests.Architecture;

/// <summary>What a type that people wrote touches.</summary>
/// <param name="From">The outermost type: what the compiler nests in it (closures, state machines) counts as its own.</param>
/// <param name="To">A type: in a signature, an attribute, a body, a generic argument.</param>
internal readonly record struct Import(TypeDefinition From, TypeReference To);

/// <summary>A call of a method, with what its generic arguments are.</summary>
internal readonly record struct Call(TypeDefinition From, MethodReference To);

/// <summary>Reads a compiled assembly: every type that each of its types touches.</summary>
internal static class Imports
{
    public static IEnumerable<Import> Of(IEnumerable<TypeDefinition> types) =>
        types.SelectMany(type => References(type).SelectMany(Parts).Where(part => part is not GenericParameter).Select(part => new Import(Outermost(type), part))).Distinct();

    public static IEnumerable<Call> Calls(IEnumerable<TypeDefinition> types) =>
        from type in types
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.Operand is MethodReference
        select new Call(Outermost(type), (MethodReference)instruction.Operand);

    public static TypeDefinition Outermost(TypeDefinition type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }

    /// <summary>The type without its array, pointer and generic dress, and each type argument.</summary>
    public static IEnumerable<TypeReference> Parts(TypeReference? type)
    {
        switch (type)
        {
            case null: yield break;
            case GenericInstanceType generic:
                yield return generic.ElementType;
                foreach (var part in generic.GenericArguments.SelectMany(Parts)) yield return part;
                break;
            case IModifierType modifier:
                foreach (var part in Parts(modifier.ElementType).Concat(Parts(modifier.ModifierType))) yield return part;
                break;
            case TypeSpecification dressed:
                foreach (var part in Parts(dressed.ElementType)) yield return part;
                break;
            default:
                yield return type;
                if (type.DeclaringType is { } outer) yield return outer;
                break;
        }
    }

    private static IEnumerable<TypeReference?> References(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.GenericParameters.SelectMany(Constraints),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.Select(property => property.PropertyType),
        .. type.Events.Select(happening => happening.EventType),
        .. Attributes(type),
        .. type.Fields.SelectMany(Attributes),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(OfMethod),
    ];

    private static IEnumerable<TypeReference?> OfMethod(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.Parameters.SelectMany(Attributes),
        .. method.GenericParameters.SelectMany(Constraints),
        .. Attributes(method),
        .. method.HasBody ? OfBody(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> OfBody(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(instruction => OfOperand(instruction.Operand)),
    ];

    private static IEnumerable<TypeReference?> OfOperand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod generic => [.. generic.GenericArguments, .. OfOperand(generic.ElementMethod)],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Constraints(GenericParameter parameter) => parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(IEnumerable<TypeReference?> (attribute) =>
        [
            attribute.AttributeType,
            .. attribute.ConstructorArguments.SelectMany(InArgument),
            .. attribute.Properties.SelectMany(property => InArgument(property.Argument)),
        ]);

    private static IEnumerable<TypeReference?> InArgument(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => [type],
        CustomAttributeArgument inner => InArgument(inner),
        CustomAttributeArgument[] many => many.SelectMany(InArgument),
        _ => [],
    };
}
