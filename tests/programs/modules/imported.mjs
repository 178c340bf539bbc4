export function exported(callback) {
  return [callback].map((f) => f());
}

export default () => {};
